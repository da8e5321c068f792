import { entryNotation, milliseconds } from '../duration';
import { typeOf } from './knowledge';
import type { Scope } from './scope';
import { bare, type Call, type Expr } from './tree';
import { withUnit, type Series, type Unit } from './value';

/** Functions for what only grows; they see a restart and count on. */
const growth: Readonly<Record<string, Unit>> = {
  rate: 'per second',
  irate: 'per second',
  increase: 'unknown',
};
/** Functions for what goes up and down; a restart of a counter looks like a fall to them. */
const motion: ReadonlySet<string> = new Set(['delta', 'deriv', 'idelta', 'predict_linear']);
/** What they make of totals are totals, or means of them. */
const keeping: ReadonlySet<string> = new Set(
  'avg first last max min quantile'.split(' ').map((what) => `${what}_over_time`),
);

/** What a function makes of the samples of a window. */
export function overTime(call: Call, series: Series, scope: Scope): Series {
  const { name, args } = call;
  const window = args.find((arg) => ['window', 'subquery'].includes(bare(arg).kind));
  const of = window === undefined ? undefined : bare(window);
  if (Object.hasOwn(growth, name)) {
    checkGrowth(call, of, series, scope);
    return { ...withUnit(series, growth[name] ?? 'unknown'), buckets: series.buckets };
  }
  if (motion.has(name) && series.totals.length > 0) {
    const [counter] = series.totals;
    scope.report(
      'raw-counter',
      of ?? call,
      `${counter?.metric ?? 'this'} only grows, and ${name}() takes a restart for a fall; use increase() or rate()`,
    );
    return withUnit(series, 'unknown');
  }
  if (name === 'present_over_time') return { ...withUnit(series, 'unknown'), constant: 1 };
  if (keeping.has(name)) return series;
  if (name === 'sum_over_time')
    return { ...series, unit: series.totals.length > 0 ? series.unit : 'unknown' };
  return withUnit(series, 'unknown');
}

function checkGrowth(call: Call, of: Expr | undefined, series: Series, { knowledge, report }: Scope): void {
  const { name } = call;
  if (of?.kind === 'window') {
    const { metric } = of.of;
    if (metric !== undefined && typeOf(metric, knowledge) === 'gauge') {
      const record = knowledge.recorded.get(metric);
      const what =
        record?.unit === 'per second'
          ? 'is a rate already; read it as it is'
          : 'goes up and down, and each fall would count as a restart; use delta() or deriv(), or compare its value';
      report('rate-of-gauge', of, `${name}() is for counters: ${metric} ${what}`);
    }
    const least = 4 * knowledge.scrapeInterval;
    if (of.window < least) {
      const inUnits = (time: number): string => entryNotation(milliseconds(time));
      report(
        'short-window',
        of.windowSpan,
        `one missed scrape, every ${inUnits(knowledge.scrapeInterval)}, and a window of ${inUnits(of.window)} is empty; take ${inUnits(least)} or more`,
      );
    }
  }
  if (of?.kind !== 'subquery') return;
  if (series.merged && series.totals.length > 0) {
    const metric = series.totals[0]?.metric ?? 'x';
    report(
      'rate-of-sum',
      of,
      `the sum falls when one server restarts, and ${name}() takes that for a restart of all; take the rate first: sum(${name}(${metric}[…]))`,
    );
  } else if (series.unit === 'per second' || series.unit === 'ratio') {
    const what = series.unit === 'ratio' ? 'a share' : 'a rate already';
    report(
      'rate-of-gauge',
      of,
      `${name}() is for counters, and this is ${what}; use max_over_time() or avg_over_time()`,
    );
  }
}

import { infer } from './infer';
import { parsePromql } from './grammar';
import type { Knowledge } from './knowledge';
import type { Problem, Report } from './problem';
import type { Purpose, Scope } from './scope';
import { inWords, plainSeries, type Series, type Value } from './value';

/** What a check finds: problems in the order of the text, and what is known of the result where there are none. */
export interface Verdict {
  readonly problems: readonly Problem[];
  /** Absent where the result is a plain number that is not recorded, or is not known because of a problem. */
  readonly series?: Series;
}

/**
 * Reads an expression and infers what it is: its kind, the labels that its series certainly have or lack, and what their
 * values count. What cannot do what its author means is a problem; what may be right is none.
 */
export function checkExpression(text: string, purpose: Purpose, knowledge: Knowledge): Verdict {
  const found: Problem[] = [];
  const report: Report = (kind, { from, to }, message) => {
    if (!found.some((one) => one.kind === kind && one.from === from && one.to === to))
      found.push({ kind, from, to, message });
  };
  const tree = parsePromql(text, report);
  const scope: Scope = { knowledge, purpose, report, back: 0, infer };
  const value = tree === undefined ? undefined : infer(tree, scope);
  const whole = { from: tree?.from ?? 0, to: tree?.to ?? text.length };
  if (value !== undefined && value.kind !== 'vector' && value.kind !== 'scalar') {
    report(
      'result-type',
      whole,
      `the result is ${inWords[value.kind]}, and a rule or panel wants series or a number`,
    );
  }
  const series = seriesOf(value, purpose);
  if (series !== undefined) checkTotals(series, report);
  if (purpose === 'alert' && value !== undefined && found.length === 0) checkCondition(series, whole, report);
  const problems = [...found].sort((a, b) => a.from - b.from || a.to - b.to);
  return series === undefined || problems.length > 0 ? { problems } : { problems, series };
}

/** A number that is recorded becomes a series. */
function seriesOf(value: Value | undefined, purpose: Purpose): Series | undefined {
  if (value?.kind === 'vector') return value.series;
  return value?.kind === 'scalar' && purpose === 'record' ? plainSeries : undefined;
}

function checkTotals({ totals }: Series, report: Report): void {
  const [counter] = totals;
  if (counter === undefined) return;
  const name = counter.metric ?? 'this';
  report(
    'raw-counter',
    counter,
    `${name} counts everything since the server started and only grows; read its growth: rate(${name}[5m]) or increase(${name}[1h])`,
  );
}

/** An alert fires for each series of its result, whatever the value. */
function checkCondition(
  series: Series | undefined,
  whole: { from: number; to: number },
  report: Report,
): void {
  if (series === undefined) {
    report(
      'no-condition',
      whole,
      'a number is always there, so the alert would fire for ever; compare series with it',
    );
  } else if (series.presence === 'always' && series.bool !== undefined) {
    report(
      'bool-in-alert',
      series.bool,
      'with bool the comparison gives 0 instead of nothing where it does not hold, and an alert fires for 0 too; leave bool out',
    );
  } else if (series.presence === 'always') {
    report(
      'no-condition',
      whole,
      'nothing is compared, and an alert fires for every series that is there, whatever its value; say when it is wrong, as in … > 0.9',
    );
  }
}

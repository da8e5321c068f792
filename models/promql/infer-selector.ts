import { nearest } from '../nearest';
import { entryNotation, milliseconds } from '../duration';
import { failuresOf, isBucket, typeOf } from './knowledge';
import { anyLabels, matched } from './labels';
import { floatForm } from './literals';
import type { Scope } from './scope';
import type { Matcher, Selector, Span, Subquery, Window } from './tree';
import { inWords, vector, type Presence, type Series, type Value } from './value';

const ownLevel = 'model:';

export function inferSelector(selector: Selector, scope: Scope): Value {
  checkReach(selector, scope.back + Math.max(0, selector.offset ?? 0), scope);
  checkFloats(selector, scope);
  checkName(selector, scope);
  return vector(seriesOf(selector, scope));
}

function seriesOf(selector: Selector, { knowledge }: Scope): Series {
  const { metric, matchers } = selector;
  const record = metric === undefined ? undefined : knowledge.recorded.get(metric);
  const type = metric === undefined ? 'unknown' : typeOf(metric, knowledge);
  const failures = failuresOf(metric, matchers) ?? record?.failures;
  return {
    labels: matched(record?.labels ?? anyLabels, matchers),
    unit: record?.unit ?? (type === 'counter' ? 'counter' : 'unknown'),
    totals: type === 'counter' ? [selector] : [],
    ...(failures === undefined ? {} : { failures }),
    buckets: metric !== undefined && isBucket(metric, knowledge),
    merged: false,
    presence: record?.presence ?? presenceOf(metric),
  };
}

/** A recorded series may be the result of a condition, and `ALERTS` is one by itself. */
const presenceOf = (metric: string | undefined): Presence =>
  metric === undefined || metric.includes(':')
    ? 'unknown'
    : /^ALERTS(?:_FOR_STATE)?$/.test(metric)
      ? 'sometimes'
      : 'always';

export function inferWindow(expr: Window, scope: Scope): Value {
  const { of, window, offset = 0 } = expr;
  checkReach(expr.windowSpan, scope.back + window + Math.max(0, offset), scope);
  checkFloats(of, scope);
  checkName(of, scope);
  return { kind: 'window', series: seriesOf(of, scope) };
}

export function inferSubquery(expr: Subquery, scope: Scope): Value | undefined {
  const back = scope.back + expr.window + Math.max(0, expr.offset ?? 0);
  const value = scope.infer(expr.of, { ...scope, back });
  if (value === undefined) return undefined;
  if (value.kind !== 'vector') {
    scope.report(
      'argument-type',
      expr.of,
      `a window with a step is over series, and this is ${inWords[value.kind]}`,
    );
    return undefined;
  }
  return { kind: 'window', series: value.series };
}

function checkReach(at: Span, back: number, { knowledge: { retention }, report }: Scope): void {
  if (retention === undefined || back <= retention) return;
  const inUnits = (time: number): string => entryNotation(milliseconds(time));
  report(
    'beyond-retention',
    at,
    `reads ${inUnits(back)} back, and metrics are kept for ${inUnits(retention)}; shorten the window, or keep them longer with retention.metrics`,
  );
}

/** All series of the level `model` are recorded by the shared rules, and known. */
function checkName(selector: Selector, { knowledge: { recorded }, report }: Scope): void {
  const { metric } = selector;
  if (metric === undefined || !metric.startsWith(ownLevel) || recorded.has(metric)) return;
  const hint = nearest(
    metric,
    [...recorded.keys()].filter((name) => name.startsWith(ownLevel)),
  );
  const offer =
    hint === undefined ? 'docs/reference/signals.md lists what is recorded' : `did you mean "${hint}"?`;
  const at = { from: selector.from, to: selector.from + metric.length };
  report('unknown-series', at, `no rule records ${metric}; ${offer}`);
}

/** Prometheus 3 stores bounds and quantiles as floats, so `le="1"` matches nothing. */
function checkFloats({ metric, matchers }: Selector, { report }: Scope): void {
  for (const matcher of matchers) {
    const { label, operator, value, valueSpan } = matcher;
    const isBound =
      label === 'le' && (metric === undefined || /_bucket\b/.test(metric) || metric.includes(':'));
    if (!isBound && label !== 'quantile') continue;
    for (const one of wordsOf(operator, value)) {
      const stored = floatForm(one);
      if (stored === undefined || stored === one) continue;
      // Other exact numbers of a gauge may be spelt as its server likes.
      if (label === 'quantile' && !/^\d+$/.test(one)) continue;
      report(
        'float-form',
        valueSpan,
        `${label}="${one}" is stored as ${label}="${stored}", so this matches nothing; write ${stored}`,
      );
    }
  }
}

/** The values that a matcher names: one, or the alternatives of a pattern of plain numbers. */
const wordsOf = (operator: Matcher['operator'], value: string): readonly string[] =>
  operator.endsWith('~')
    ? /^[\d.e+\\|()-]+$/.test(value)
      ? value.replaceAll(/[()\\]/g, '').split('|')
      : []
    : [value];

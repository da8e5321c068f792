import { aggregations, experimentalAggregations } from './functions';
import { flagged } from './grammar';
import { certainty, dropping, grouped, listed, noLabels, withLabel, type Labels } from './labels';
import { checkQuantile } from './quantile-range';
import type { Scope } from './scope';
import type { Aggregation } from './tree';
import { inWords, vector, withUnit, type Series, type Value } from './value';

/** Operators that choose among series and leave them as they are. */
const choosing: ReadonlySet<string> = new Set(['topk', 'bottomk']);
/** Operators that count series and do not look at their values. */
const counting: ReadonlySet<string> = new Set(['count', 'group', 'count_values']);

export function inferAggregation(expr: Aggregation, scope: Scope): Value | undefined {
  const { operator, args } = expr;
  if (experimentalAggregations.has(operator)) {
    scope.report('experimental', expr.operatorSpan, flagged(operator));
    return undefined;
  }
  const parameter = aggregations.get(operator);
  const expected = parameter === undefined ? 1 : 2;
  if (args.length !== expected) {
    const what = parameter === undefined ? 'the series' : `${inWords[parameter]} and the series`;
    scope.report(
      'arity',
      expr,
      `${operator} takes ${what}, and here ${args.length === 1 ? 'is 1 value' : `are ${args.length} values`}`,
    );
    return undefined;
  }
  const values = args.map((arg) => scope.infer(arg, scope));
  const given = values.at(-1);
  const first = values[0];
  const last = args.at(-1);
  if (given === undefined || first === undefined || last === undefined) return undefined;
  if (parameter !== undefined && first.kind !== parameter) {
    scope.report(
      'argument-type',
      args[0] ?? expr,
      `${operator} wants ${inWords[parameter]} first, and this is ${inWords[first.kind]}`,
    );
    return undefined;
  }
  if (given.kind !== 'vector') {
    const hint = given.kind === 'window' ? '; take a rate or a mean of it first' : '';
    scope.report(
      'argument-type',
      last,
      `${operator} puts series together, and this is ${inWords[given.kind]}${hint}`,
    );
    return undefined;
  }
  if (operator === 'quantile') checkQuantile(first, args[0] ?? expr, scope.report);
  const { series } = given;
  checkGrouping(expr, series.labels, scope);
  if (choosing.has(operator)) return given;
  const labels = labelsAfter(expr, series.labels);
  const { constant: _constant, bool: _bool, ...rest } = series;
  const kept = counting.has(operator) ? withUnit(series, 'unknown') : rest;
  // The greatest or least of several counts of the same thing is still a count.
  const merged: Series = {
    ...kept,
    labels,
    merged: kept.merged || (operator !== 'max' && operator !== 'min'),
  };
  if (operator === 'count_values' && first.kind === 'text')
    return vector({ ...merged, labels: withLabel(labels, first.text, 'has') });
  // A spread of rates is no rate.
  return vector(operator.startsWith('std') ? { ...merged, unit: 'unknown' } : merged);
}

function labelsAfter({ grouping }: Aggregation, labels: Labels): Labels {
  if (grouping === undefined) return noLabels;
  const names = grouping.labels.map(({ name }) => name);
  return grouping.without ? dropping(labels, names) : grouped(labels, names);
}

/** Grouping by a label that is gone gives one group in all. */
function checkGrouping({ grouping, operator }: Aggregation, labels: Labels, { report }: Scope): void {
  if (grouping === undefined || grouping.without) return;
  for (const label of grouping.labels) {
    if (certainty(labels, label.name) !== 'lacks') continue;
    report(
      'label-lost',
      label,
      `${operator} by ${label.name}: the series have no label ${label.name}${whichHave(labels)}`,
    );
  }
}

/** What series have, for the end of a sentence. */
export const whichHave = ({ only }: Labels): string =>
  only === undefined ? '' : only.size === 0 ? '; they have none' : `; they have ${listed(only)}`;

import type { BusinessMetric, Model } from '../models/model';
import { K, thresholds } from '../models/names';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { printPercent } from './objectives';
import { stateTimeline } from './panel-states';
import { timeSeries } from './panel-timeseries';
import { lines, seriesOf } from './queries';
import { rangeStates } from './states';
import { linesAt } from './thresholds';
import { ownUnit, units, type Unit } from './units';

/** What the model is there for: which of its numbers are out of range, and each of them with its own unit. */
export const businessSection = (model: Model): Section => ({
  key: 'business',
  title: 'Business',
  collapsed: false,
  bands:
    model.business.length === 0
      ? []
      : [
          { height: 5, perLine: 1, panels: [ranges(model)] },
          { height: 8, perLine: 3, panels: model.business.map((metric) => chart(metric, model)) },
        ],
});

const { series } = signals.business;
const key = `${K}, metric`;

/** What alerts on any of the metrics point to; the values cannot share an axis, but their verdicts can. */
function ranges(model: Model): UnplacedPanel {
  const values = seriesOf(series, model);
  const beyond = (operator: '<' | '>', threshold: string): string =>
    lines(
      `  ${values}`,
      `    ${operator} bool on (${key}) max by (${key}) (${seriesOf(threshold, model)})`,
      `  or 0 * ${values}`,
    );
  return stateTimeline({
    key: 'business',
    title: 'Business metrics',
    description: `Whether each metric was within its floor and its ceiling, over an hour (${series}). The charts below have the values.`,
    noValue: 'Not told',
    expr: lines(
      '(',
      beyond('<', thresholds.businessFloor),
      ') + 2 * (',
      beyond('>', thresholds.businessCeiling),
      ')',
    ),
    legend: '{{metric}}',
    values: { states: rangeStates },
  });
}

function chart(metric: BusinessMetric, model: Model): UnplacedPanel {
  const { name, title, floor, ceiling } = metric;
  const bounds = [floor, ceiling].flatMap((bound) => (bound === undefined ? [] : [bound.value]));
  const limits = [
    ...(floor === undefined ? [] : [`the floor, ${print(floor.value, metric)}`]),
    ...(ceiling === undefined ? [] : [`the ceiling, ${print(ceiling.value, metric)}`]),
  ];
  return timeSeries({
    key: `business-${name}`,
    title,
    description: `${whatOf(metric)}, over an hour (${series}).${limits.length === 0 ? '' : ` ${limits.length === 1 ? 'The line is' : 'The lines are'} ${limits.join(' and ')}.`}`,
    unit: unitOf(metric),
    noValue: 'Not told',
    series: [{ expr: seriesOf(series, model, `metric="${name}"`), legend: name }],
    ...(bounds.length === 0 ? {} : { lines: linesAt(...bounds) }),
  });
}

function whatOf({ kind, metric, per }: BusinessMetric): string {
  if (per !== undefined) return `Rate of ${metric} divided by that of ${per}`;
  return kind === 'counter' ? `Rate of ${metric} per second` : `Mean of ${metric}`;
}

function unitOf({ kind, per, unit }: BusinessMetric): Unit {
  if (per !== undefined) return units.ratio;
  if (kind === 'counter') return unit === undefined ? units.eventRate : ownUnit(`${unit}/s`);
  return unit === undefined ? units.count : ownUnit(unit);
}

function print(value: number, { kind, per }: BusinessMetric): string {
  if (per !== undefined) return printPercent(value);
  const number = String(Number(value.toPrecision(3)));
  return kind === 'counter' ? `${number} per second` : number;
}

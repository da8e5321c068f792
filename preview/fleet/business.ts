import type { BusinessMetric, Model, Source } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import { add, type Driver, type Indexed, type OwnSeries } from './driver';
import { samplesOf, type Page, type Sample } from './page';

/** Rate of a counter, or level of a gauge, that no bound says anything about. */
const usual = 1;

/** Well within the bounds of a metric, in the unit of its bounds. */
function target({ floor, ceiling }: BusinessMetric, otherwise: number): number {
  if (floor !== undefined && ceiling !== undefined) return (floor.value + ceiling.value) / 2;
  if (floor !== undefined) return 2 * floor.value;
  return ceiling === undefined ? otherwise : ceiling.value / 2;
}

/** The metrics that the business watches, on the page of the model's own server, where the page lacks them. */
export function withBusiness(page: Page, model: Model, source: Source): Page {
  if (source.name !== model.name) return page;
  const known = new Set(samplesOf(page).map(({ name }) => name));
  const { servedLabel } = runtimes[source.runtime];
  const labels =
    source.served === undefined || servedLabel === undefined ? {} : { [servedLabel]: source.served };
  const missing = new Map(
    model.business.flatMap(({ metric, per, kind }) => [
      [metric, kind] as const,
      ...(per === undefined ? [] : [[per, kind] as const]),
    ]),
  );
  return [
    ...page,
    ...[...missing]
      .filter(([name]) => !known.has(name))
      .flatMap(([name, type]): Page => {
        const sample: Sample = { name, labels, family: name, type, value: 0, printed: '0' };
        return [`# HELP ${name} ${name}`, `# TYPE ${name} ${type}`, sample];
      }),
  ];
}

/** Business follows the requests, at a rate that keeps the bounds of the entry. */
export const businessDrivers = (model: Model, own: OwnSeries, usualRequests: number): readonly Driver[] =>
  model.business.flatMap((metric): Driver[] => {
    const series = (name: string): readonly Indexed[] => own.take([{ metric: name, where: [] }]);
    const whole = metric.per === undefined ? [] : series(metric.per);
    const part = series(metric.metric);
    const each =
      metric.per === undefined ? target(metric, usual) / usualRequests : Math.min(1, target(metric, 0.5));
    return [
      ...whole.map(({ index }): Driver => (values, { requests }) => {
        add(values, index, requests / whole.length);
      }),
      ...part.map(({ index }): Driver => (values, { requests }) => {
        if (metric.kind === 'gauge') values[index] = target(metric, usual);
        else add(values, index, (each * requests) / part.length);
      }),
    ];
  });

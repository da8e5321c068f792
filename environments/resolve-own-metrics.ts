import type { ModelEntry } from '../models/entry';
import type { Bound } from '../models/fields';
import type { BusinessMetric, ExtraPanel, Source } from '../models/model';
import { runtimes } from '../models/runtimes';
import type { Report } from './report';

const forms: Readonly<Record<Bound['form'], string>> = {
  number: 'a bare number, such as 20',
  share: 'a share, such as 12%',
  rate: 'a rate, such as 5/s, 12/m or 500/h',
};

/** The business metrics of an entry, with bounds in the form that each metric has. */
export function businessOf(
  { business }: ModelEntry,
  sources: readonly Source[],
  report: Report,
): readonly BusinessMetric[] {
  return Object.entries(business).map(([name, given]) => {
    const { metric, per, title, unit, floor, ceiling } = given;
    const path = ['business', name];
    const kind = given.kind ?? (per !== undefined || metric.endsWith('_total') ? 'counter' : undefined);
    if (kind === undefined) {
      report(
        [...path, 'metric'],
        `${metric} does not say by its name whether it counts or measures; add kind: counter or kind: gauge`,
      );
    }
    const form = per !== undefined ? 'share' : kind === 'counter' ? 'rate' : 'number';
    for (const [field, bound] of Object.entries({ floor, ceiling })) {
      if (kind === undefined || bound === undefined || bound.form === form) continue;
      const what =
        per !== undefined ? 'one counter divided by another' : kind === 'counter' ? 'a counter' : 'a gauge';
      report([...path, field], `${what} is bounded by ${forms[form]}`);
    }
    if (
      floor !== undefined &&
      ceiling !== undefined &&
      floor.form === ceiling.form &&
      floor.value >= ceiling.value
    ) {
      report(
        [...path, 'floor'],
        `the floor is not below the ceiling (business.${name}.ceiling), so one of them always fires`,
      );
    }
    for (const [field, read] of Object.entries({ metric, per })) {
      if (read !== undefined) checkStored(read, [...path, field], sources, report);
    }
    return {
      name,
      title: title ?? name,
      metric,
      kind: kind ?? 'gauge',
      ...(per === undefined ? {} : { per }),
      ...(unit === undefined ? {} : { unit }),
      ...(floor === undefined ? {} : { floor }),
      ...(ceiling === undefined ? {} : { ceiling }),
    };
  });
}

/** The panels of an entry, about metrics that are stored. */
export function extraPanelsOf(
  { dashboards }: ModelEntry,
  sources: readonly Source[],
  report: Report,
): readonly ExtraPanel[] {
  const titles = new Set<string>();
  return dashboards.panels.map(({ by, description, ...panel }, index) => {
    const path = ['dashboards', 'panels', index];
    if (titles.has(panel.title)) report([...path, 'title'], `two panels are called "${panel.title}"`);
    titles.add(panel.title);
    checkStored(panel.metric, [...path, 'metric'], sources, report);
    return {
      ...panel,
      ...(by === undefined ? {} : { by }),
      ...(description === undefined ? {} : { description }),
    };
  });
}

/** Reports a metric that no endpoint of the model keeps, or keeps under another name. */
function checkStored(
  metric: string,
  path: readonly (string | number)[],
  sources: readonly Source[],
  report: Report,
): void {
  const renamed = sources.flatMap((source) => source.renamed).find(({ from }) => from === metric);
  if (renamed !== undefined) {
    report(path, `${metric} is stored as ${renamed.to}, because the entry maps it; write that name`);
    return;
  }
  const drops = ({ runtime }: Source): boolean =>
    runtimes[runtime].drop.some((pattern) => new RegExp(`^(?:${pattern})$`).test(metric));
  if (sources.every(drops)) report(path, `${metric} is never stored; name another metric`);
}

import type { Model } from '../../models/model';
import { alerts } from '../../rules';
import { durationIn } from '../../scripts/mutation/reading';

import { cases } from './cases';
import type { InputSeries } from './exporter-series';
import { labelsOf, type Scenario } from './scenario';

/** A scenario up to where its alert fires, about models that are there for it alone. */
export interface Trouble {
  readonly alert: string;
  readonly interval: string;
  readonly start?: string;
  /** Unit: seconds. */
  readonly end: number;
  /** Stands-in for models of the company: the same entry under another name. */
  readonly models: readonly Model[];
  readonly series: readonly InputSeries[];
}

const secondsIn = (span: string): number => (durationIn(span)?.milliseconds ?? Number.NaN) / 1_000;

/** When an alert is first expected to be there, and for which models. */
function firstFiring(
  scenario: Scenario,
  alert: string,
): { readonly end: number; readonly models: readonly string[] } | undefined {
  const [first] = scenario.alert_rule_test
    .filter(({ alertname, exp_alerts }) => alertname === alert && exp_alerts.length > 0)
    .map(({ eval_time, exp_alerts }) => ({
      end: secondsIn(eval_time),
      models: [...new Set(exp_alerts.flatMap((expected) => labelsOf(expected)['model_name'] ?? []))],
    }))
    .sort((a, b) => a.end - b.end);
  return first;
}

/** Labels that tell one model's pods, jobs, nodes and GPUs from those of others. */
const ownLabels = /\b(model_name|service|pod|instance|uid|cronjob|job_name|owner_name|UUID|node)="([^"]+)"/g;

/**
 * The series of a scenario that are about its troubled models, under the names of those that stand in for them, and those
 * about no model. Whoever only stands by in it is left out: the company in good health does that. Where the trouble is no
 * model's, all of it is kept.
 */
const ownSeries = (scenario: Scenario, troubled: readonly string[], mark: string): readonly InputSeries[] =>
  (scenario.input_series as readonly InputSeries[])
    .filter(({ series }) => {
      const model = /\bmodel_name="([^"]*)"/.exec(series)?.[1];
      return model === undefined || troubled.length === 0 || troubled.includes(model);
    })
    .map(({ series, values }) => ({
      series: series.replace(ownLabels, (_, label: string, value: string) => `${label}="${value}-${mark}"`),
      values,
    }));

/** The same entry under another name, with a CronJob of its own. */
const standIn = (model: Model, mark: string): Model => ({
  ...model,
  name: `${model.name}-${mark}`,
  ...(model.batch?.cronJob === undefined
    ? {}
    : { batch: { ...model.batch, cronJob: `${model.batch.cronJob}-${mark}` } }),
});

/**
 * Of every alert the scenario in which it fires after the fewest looks; none of those that only fire when `constants`, the
 * inventory and what is expected, are not what rules say.
 */
export function troublesAmong(company: readonly Model[], constants: ReadonlySet<string>): readonly Trouble[] {
  const isAboutRules = ({ input_series }: Scenario): boolean =>
    (input_series as readonly InputSeries[]).some(({ series }) =>
      constants.has(/^[\w:]+/.exec(series)?.[0] ?? ''),
    );
  return alerts.flatMap(({ name: alert }, index): readonly Trouble[] => {
    const [first] = cases
      .filter((one) => one.alert === alert)
      .flatMap(({ scenarios }) => scenarios)
      .filter((scenario) => !isAboutRules(scenario))
      .flatMap((scenario) => {
        const firing = firstFiring(scenario, alert);
        const { interval = '30s', start_timestamp: start } = scenario;
        return firing === undefined ? [] : [{ scenario, interval, start, ...firing }];
      })
      .sort((a, b) => a.end / secondsIn(a.interval) - b.end / secondsIn(b.interval));
    if (first === undefined) return [];
    const mark = `in-trouble-${index}`;
    return [
      {
        alert,
        interval: first.interval,
        ...(first.start === undefined ? {} : { start: first.start }),
        end: first.end,
        models: company
          .filter(({ name }) => first.models.includes(name))
          .map((model) => standIn(model, mark)),
        series: ownSeries(first.scenario, first.models, mark),
      },
    ];
  });
}

/** Troubles that can happen side by side. */
export interface Batch {
  readonly title: string;
  readonly interval: string;
  readonly start?: string;
  readonly isLong: boolean;
  readonly troubles: readonly Trouble[];
}

/** Looks above which a scenario is a matter of its own: every rule of the project at each would take minutes. */
const many = 500;

const titleOf = ([first, ...others]: readonly Trouble[]): string =>
  [first?.alert ?? '', ...(others.length === 0 ? [] : [`${others.length} others`])].join(' and ');

/** Puts together what begins at the same time, is looked at as often, and has no series in common. */
export function batchesOf(troubles: readonly Trouble[]): readonly Batch[] {
  const batches: (Omit<Batch, 'title' | 'troubles'> & { troubles: Trouble[]; taken: Set<string> })[] = [];
  for (const trouble of troubles) {
    const { interval, start, end, series } = trouble;
    const isLong = end / secondsIn(interval) > many;
    const found = batches.find(
      (one) =>
        one.interval === interval &&
        one.start === start &&
        !one.isLong &&
        !isLong &&
        series.every((own) => !one.taken.has(own.series)),
    );
    const batch = found ?? {
      interval,
      ...(start === undefined ? {} : { start }),
      isLong,
      troubles: [],
      taken: new Set<string>(),
    };
    if (found === undefined) batches.push(batch);
    batch.troubles.push(trouble);
    for (const own of series) batch.taken.add(own.series);
  }
  return batches.map(({ taken: _, ...batch }) => ({
    ...batch,
    title: titleOf(batch.troubles),
  }));
}

import type { BurnSubject } from './burn-subjects';
import type { Proof, Scenario } from './scenario';
import { countersOf, type Spell } from './traffic';

export type Severity = 'critical' | 'warning';

/** What happens to a model, and who is told when. */
export interface Situation {
  readonly name: string;
  readonly proves: readonly Proof[];
  /** Minutes between samples. */
  readonly step: number;
  /** Of each pod. */
  readonly pods: readonly (readonly Spell[])[];
  readonly looks: readonly { readonly minute: number; readonly firing: readonly Severity[] }[];
  /** What the ratio of an hour is at the end, where no alert shows it. */
  readonly ratio?: number;
}

export const spoken = (minutes: number): string => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`);
const time = (minutes: number): string => `${Math.round(minutes * 60)}s`;

export const look = (minute: number, ...firing: readonly Severity[]): Situation['looks'][number] => ({
  minute,
  firing,
});

/** More than anybody asks for. */
const plenty = '0+1000x3000';

export const scenarioOf = (
  { alert, owner, series, promise, besides }: BurnSubject,
  { name, proves, step, pods, looks, ratio }: Situation,
): Scenario => ({
  name,
  proves,
  interval: time(step),
  input_series: [
    ...pods.flatMap((spells, index) => series(countersOf(spells, step), `pod="${index}"`)),
    ...(besides === undefined ? [] : [besides.series(plenty)]),
  ],
  alert_rule_test: looks.map(({ minute, firing }) => ({
    eval_time: time(minute),
    alertname: alert,
    exp_alerts: firing.map((severity) => ({ exp_labels: { severity, scope: 'model', ...owner } })),
  })),
  ...(ratio === undefined
    ? {}
    : {
        promql_expr_test: [
          {
            expr: `model:${promise.recorded}:ratio_rate1h`,
            eval_time: time(looks.at(-1)?.minute ?? 0),
            exp_samples: [
              {
                labels: `model:${promise.recorded}:ratio_rate1h{namespace="${owner['namespace'] ?? ''}", model_name="${owner['model_name'] ?? ''}"}`,
                value: ratio,
              },
            ],
          },
        ],
      }),
});

/** Events of a minute in which the budget is spent `times` as fast as evenly. */
export const burning =
  (budget: number) =>
  (minutes: number, times: number, events = 1000, trouble?: Spell['trouble']): Spell => ({
    minutes,
    events,
    bad: events * times * budget,
    ...(trouble === undefined ? {} : { trouble }),
  });

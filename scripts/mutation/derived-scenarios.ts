import { modelInfo, muted } from '../../models/names';
import { evaluationsOf, labelsOf, type Scenario } from '../../test/rules/scenario';
import { expectedOfOtherTiers } from '../../test/rules/variants';

/** A scenario, and whether it is about a company in which every model is of another tier. */
export interface Probe {
  readonly scenario: Scenario;
  readonly isOfOtherTiers: boolean;
}

type Labels = Readonly<Record<string, string>>;

/** Longer than any scenario has samples. */
const always = '1x5000';

const seriesOf = (name: string, labels: Labels): object => ({
  series: `${name}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(', ')}}`,
  values: always,
});

const besides = (scenario: Scenario, name: string, series: readonly object[]): Scenario => ({
  ...scenario,
  name,
  input_series: [...scenario.input_series, ...series],
});

const silent = (scenario: Scenario): Scenario => ({
  ...scenario,
  alert_rule_test: scenario.alert_rule_test.map((check) => ({ ...check, exp_alerts: [] })),
});

/** The models for which an alert fires in a scenario. */
const modelsIn = ({ alert_rule_test }: Scenario): readonly Labels[] => [
  ...new Map(
    alert_rule_test
      .flatMap(({ exp_alerts }) => exp_alerts.map(labelsOf))
      .flatMap(({ namespace, model_name }): readonly (readonly [string, Labels])[] =>
        namespace === undefined || model_name === undefined
          ? []
          : [[`${namespace}/${model_name}`, { namespace, model_name }]],
      ),
  ).values(),
];

/** Whether it says itself whose a model is and of which tier, which is then so in a company of other tiers as well. */
const givesModels = ({ input_series }: Scenario): boolean =>
  (input_series as readonly { readonly series: string }[]).some(({ series }) =>
    series.startsWith(`${modelInfo}{`),
  );

/**
 * What every alert about a model has to do, tried with the shortest scenario in which it fires for one of the company's: it keeps quiet while it is
 * muted and while its model is, no mute of another alert or of another model keeps it quiet, and its severity is that of
 * the model's tier.
 */
export function derivedProbes(
  alert: string,
  followsTier: boolean,
  scenarios: readonly Scenario[],
): readonly Probe[] {
  const [own] = scenarios
    .filter((scenario) => modelsIn(scenario).length > 0 && !givesModels(scenario))
    .sort((one, other) => evaluationsOf(one) - evaluationsOf(other));
  if (own === undefined) return [];
  const models = modelsIn(own);
  const others = models.map((key) => ({ ...key, model_name: 'another' }));
  const off = (keys: readonly Labels[], name: string): readonly object[] =>
    keys.map((key) => seriesOf(muted.alert, { ...key, alert: name, why: 'off' }));
  const usual = [
    silent(
      besides(
        own,
        'while the model is muted',
        models.map((key) => seriesOf(muted.model, key)),
      ),
    ),
    silent(besides(own, 'while the alert is muted', off(models, alert))),
    besides(own, 'while others are muted', [
      ...off(models, 'Another'),
      ...off(others, alert),
      ...others.map((key) => seriesOf(muted.model, key)),
    ]),
  ];
  return [
    ...usual.map((scenario): Probe => ({ scenario, isOfOtherTiers: false })),
    ...(followsTier ? expectedOfOtherTiers(alert, [own]) : []).map((scenario): Probe => ({
      scenario,
      isOfOtherTiers: true,
    })),
  ];
}

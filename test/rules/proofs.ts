import type { Alert } from '../../rules/alert';
import { evaluationsOf, labelsOf, secondsIn, type Proof, type Scenario } from './scenario';

/** Scenarios of one alert. */
export interface AlertCases {
  readonly alert: string;
  readonly scenarios: readonly Scenario[];
}

/** What must be proved of every alert. */
const proofs: readonly Proof[] = ['fires', 'silent', 'boundary', 'recovery'];

/** One look at an alert: when, in seconds, and which of its instances are firing. */
interface Look {
  readonly at: number;
  readonly firing: ReadonlySet<string>;
}

/** Its labels, whatever their order. */
const instanceOf = (expected: unknown): string =>
  JSON.stringify(Object.entries(labelsOf(expected)).sort(([one], [other]) => (one < other ? -1 : 1)));

const looksAt = (alert: string, { alert_rule_test }: Scenario): readonly Look[] =>
  alert_rule_test
    .filter(({ alertname }) => alertname === alert)
    .map(({ eval_time, exp_alerts }) => ({
      at: secondsIn(eval_time),
      firing: new Set(exp_alerts.map(instanceOf)),
    }))
    .sort((one, other) => one.at - other.at);

/** Whether an instance fires at some look, and at none of some others that `when` chooses by it. */
const firesAndNot = (looks: readonly Look[], when: (absent: Look, present: Look) => boolean): boolean =>
  looks.some((present) =>
    [...present.firing].some((instance) =>
      looks.some((absent) => !absent.firing.has(instance) && when(absent, present)),
    ),
  );

/** Labels that tell one thing that an alert can be about from another. */
const naming = [
  'model_name',
  'model_version',
  'metric',
  'feature',
  'node',
  'UUID',
  'pod',
  'pipeline',
  'name',
];

/** Of labels, those that name something and that another set has as well. */
const namesIn = (labels: Readonly<Record<string, string>>, as: Readonly<Record<string, string>>): string =>
  naming.flatMap((name) => (name in labels && name in as ? [labels[name]] : [])).join('\n');

const labelsOfSeries = (series: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...series.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );

/** Whether something is told of that does not fire while something of its kind does. */
const hasQuietNeighbour = (looks: readonly Look[], { input_series }: Scenario): boolean =>
  looks.some(({ firing }) => {
    const alerts = [...firing].map(
      (instance) => Object.fromEntries(JSON.parse(instance) as [string, string][]) as Record<string, string>,
    );
    const told = input_series.map((one) => labelsOfSeries((one as { readonly series: string }).series));
    return alerts.some((alert) =>
      told.some(
        (labels) =>
          namesIn(labels, alert) !== '' &&
          alerts.every((other) => namesIn(labels, other) !== namesIn(other, labels)),
      ),
    );
  });

/** What must be seen of an alert for a claim to be true. An alert that is a page and a ticket is two instances. */
const seen: Readonly<Record<Proof, (looks: readonly Look[], scenario: Scenario) => boolean>> = {
  fires: (looks) => looks.some(({ firing }) => firing.size > 0),
  silent: (looks) => looks.length > 0 && looks.every(({ firing }) => firing.size === 0),
  boundary: (looks, scenario) => firesAndNot(looks, () => true) || hasQuietNeighbour(looks, scenario),
  recovery: (looks) => firesAndNot(looks, (absent, present) => absent.at > present.at),
  records: (_looks, { promql_expr_test }) => promql_expr_test !== undefined && promql_expr_test.length > 0,
};

/** Claims of scenarios that their own checks do not bear out, and scenarios that claim nothing. */
export const unfounded = (cases: readonly AlertCases[]): readonly string[] =>
  cases.flatMap(({ alert, scenarios }) =>
    scenarios.flatMap((scenario) => {
      const { name, proves = [] } = scenario;
      const looks = looksAt(alert, scenario);
      const wrong = proves.filter((proof) => !seen[proof](looks, scenario));
      return [
        ...(proves.length === 0 ? [`${alert}, "${name}": proves nothing`] : []),
        ...wrong.map((proof) => `${alert}, "${name}": does not show ${proof}`),
      ];
    }),
  );

/** Whether a scenario claims something of an alert and shows it. */
const proves = (scenario: Scenario, alert: string, proof: Proof): boolean =>
  scenario.proves?.includes(proof) === true && seen[proof](looksAt(alert, scenario), scenario);

const scenariosOf = (alert: string, cases: readonly AlertCases[]): readonly Scenario[] =>
  cases.filter((one) => one.alert === alert).flatMap(({ scenarios }) => scenarios);

/** What no scenario proves of an alert, for every alert. */
export const unproved = (
  alerts: readonly Pick<Alert, 'name'>[],
  cases: readonly AlertCases[],
): readonly string[] =>
  alerts.flatMap(({ name }) =>
    proofs
      .filter((proof) => !scenariosOf(name, cases).some((scenario) => proves(scenario, name, proof)))
      .map((proof) => `${name}: ${proof}`),
  );

/** Of each thing that must be proved of an alert, the scenario that shows it soonest. */
export function soonestProofs(alert: string, cases: readonly AlertCases[]): readonly Scenario[] {
  const bySize = [...scenariosOf(alert, cases)].sort(
    (one, other) => evaluationsOf(one) - evaluationsOf(other),
  );
  return [
    ...new Set(proofs.flatMap((proof) => bySize.find((scenario) => proves(scenario, alert, proof)) ?? [])),
  ];
}

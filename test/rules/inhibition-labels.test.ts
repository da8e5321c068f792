import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { homeOf } from '../../environments';
import { alerts } from '../../rules';
import type { InhibitRule } from '../../rules/alertmanager';
import { externalCauses } from '../../rules/external-causes';
import { inhibitRules } from '../../rules/inhibition';
import { kubePrometheusStackValues } from '../../stacks/values/kube-prometheus-stack';
import { company } from './company';
import type { Labels } from './live-alertmanager';
import type { Scenario } from './scenario';

/** Labels that the real rule engine gives to an alert, in every case in which it fires. */
function labelsOf(alert: string): ReadonlySet<string> {
  const scenarios = load(
    readFileSync(join(__dirname, 'cases', `${alert}.yaml`), 'utf8'),
  ) as readonly Scenario[];
  const seen = scenarios
    .flatMap(({ alert_rule_test }) => alert_rule_test)
    .filter(({ alertname }) => alertname === alert)
    .flatMap(({ exp_alerts }) => exp_alerts as readonly { readonly exp_labels: Labels }[])
    .map(({ exp_labels }) => Object.keys(exp_labels));
  const [first] = seen;
  if (first === undefined) throw new Error(`no case in which ${alert} fires`);
  return new Set([
    'alertname',
    ...first.filter((label) => seen.every((labels) => labels.includes(label))),
    ...externalLabels,
  ]);
}

/** Those that Prometheus adds to everything that it sends. */
const externalLabels = Object.keys(
  kubePrometheusStackValues(company(), homeOf(company())).prometheus.prometheusSpec.externalLabels,
);

describe('every label in `equal` is on both sides, by what the real rule engine gives them', () => {
  /** Alerts that matchers of ours choose. */
  const chosen = (matchers: InhibitRule['source_matchers']): readonly string[] => {
    const value = (label: string, operator: string): string | undefined =>
      matchers
        .map((matcher) => new RegExp(`^${label}${operator}"(.*)"$`).exec(matcher)?.[1])
        .find((found) => found !== undefined);
    const names = value('alertname', '=~')?.split('|') ?? [value('alertname', '=')];
    const scope = value('scope', '=');
    const but = value('alertname', '!=');
    return [...alerts.map(({ name, scope: of }) => ({ name, scope: of })), ...outside]
      .filter((one) => (names[0] === undefined ? one.scope === scope : names.includes(one.name)))
      .map(({ name }) => name as string)
      .filter((name) => name !== but);
  };
  const outside = externalCauses.map(({ name }) => ({ name, scope: undefined }));

  const rules = inhibitRules().filter(({ source_matchers }) => !source_matchers.includes('scope=""'));
  test.each(rules.map((rule) => [rule.source_matchers.join(' '), rule] as const))('%s', (_name, rule) => {
    expect(rule.equal.length).toBeGreaterThan(0);
    const sides = [chosen(rule.source_matchers), chosen(rule.target_matchers)];
    for (const side of sides) {
      expect(side.length).toBeGreaterThan(0);
      for (const name of side) {
        const external = externalCauses.find((cause) => cause.name === name);
        const labels = external === undefined ? labelsOf(name) : new Set(external.subject);
        expect({ name, lacks: rule.equal.filter((label) => !labels.has(label)) }).toEqual({
          name,
          lacks: [],
        });
      }
    }
  });

  test('every alert has a case from which its labels are read', () => {
    const cases = readdirSync(join(__dirname, 'cases')).map((file) => file.replace('.yaml', ''));
    expect(alerts.map(({ name }) => name as string).filter((name) => !cases.includes(name))).toEqual([]);
    for (const { name } of alerts) expect(labelsOf(name).size).toBeGreaterThan(3);
  });

  test('alerts of one model are told apart by its whole key', () => {
    // What is wrong with all logs of a cluster is about every model of it.
    const ofLogs = new Set<string>(alerts.filter(({ scope }) => scope === 'logging').map(({ name }) => name));
    const between = rules.filter(({ source_matchers, target_matchers, equal }) => {
      if (chosen(source_matchers).every((name) => ofLogs.has(name))) return false;
      const names = new Set(chosen(target_matchers));
      return (
        alerts.some(({ name, scope }) => scope === 'model' && names.has(name)) && !equal.includes('tier')
      );
    });
    expect(between.length).toBeGreaterThan(10);
    for (const { equal } of between)
      expect(equal).toEqual(expect.arrayContaining(['namespace', 'model_name']));
  });

  test('a broken log pipeline explains that a model is silent, in its own cluster', () => {
    const explaining = rules
      .filter(({ target_matchers }) => chosen(target_matchers).includes('ModelLogsSilent'))
      .filter(({ source_matchers }) => source_matchers.some((one) => one.startsWith('alertname="Logs')));
    expect(explaining.length).toBeGreaterThan(4);
    for (const { equal } of explaining) expect(equal).toEqual(['cluster']);
  });
});

describe('the catalogue', () => {
  test('names only alerts that exist as causes, and no alert silences itself through others', () => {
    const causes = new Map<string, readonly string[]>([
      ...alerts.map(({ name, inhibitedBy }) => [name, inhibitedBy] as const),
      ...externalCauses.map(({ name }) => [name, []] as const),
    ]);
    for (const [name, inhibitedBy] of causes) {
      const seen = new Set<string>();
      const visit = (cause: string): void => {
        expect(causes.has(cause)).toBe(true);
        if (seen.has(cause)) return;
        seen.add(cause);
        (causes.get(cause) ?? []).forEach(visit);
      };
      inhibitedBy.forEach(visit);
      expect(seen.has(name)).toBe(false);
    }
  });

  test('refuses a cause that shares no identity with what it would silence', () => {
    const [first] = alerts;
    if (first === undefined) throw new Error('no alerts');
    const gpu = { ...first, name: 'GpuX', scope: 'gpu' as const, inhibitedBy: [] };
    expect(() => inhibitRules([gpu, { ...first, inhibitedBy: ['GpuX'] }])).toThrow('share no label');
  });
});

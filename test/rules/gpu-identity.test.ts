import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { costRecords } from '../../models/cost-records';
import { alerts, sharedRules } from '../../rules';
import { company } from './company';
import type { Scenario } from './scenario';

test.each(alerts.filter(({ scope }) => scope === 'gpu'))(
  '$name has in every case the labels by which others keep it quiet',
  ({ name, ...alert }) => {
    const subject = alert.scope === 'gpu' ? (alert.subject ?? []) : [];
    const told = (load(readFileSync(`test/rules/cases/${name}.yaml`, 'utf8')) as readonly Scenario[])
      .flatMap(({ alert_rule_test }) => alert_rule_test)
      .flatMap(({ exp_alerts }) => exp_alerts as readonly { readonly exp_labels: object }[]);
    expect(subject.length).toBeGreaterThan(0);
    expect(told.length).toBeGreaterThan(0);
    for (const { exp_labels } of told) {
      expect(Object.keys(exp_labels)).toEqual(expect.arrayContaining([...subject]));
    }
  },
);

test('an environment without GPU pools has no rule about GPUs, and every other one', () => {
  const rulesOf = (gpuPools: ReturnType<typeof company>['gpuPools']): readonly string[] =>
    sharedRules({ ...company(), gpuPools })
      .spec.groups.flatMap(({ rules }) => rules)
      .map(({ alert, record }) => alert ?? record ?? '');
  const costs = new Set<string>(Object.values(costRecords));
  const all = rulesOf(company().gpuPools);
  const without = new Set(rulesOf({}));
  const left = [...new Set(all)].filter((name) => !without.has(name));
  expect(left).toEqual(
    all.filter(
      (name, index) => (/^(?:Gpu|gpu|node:)/.test(name) || costs.has(name)) && all.indexOf(name) === index,
    ),
  );
  expect(left).toContain('GpuExporterMissing');
});

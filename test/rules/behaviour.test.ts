import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { alerts, rulesFor, sharedRules, type PrometheusRule } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';
import { company } from './company';

/** One scenario of test/rules/cases/<AlertName>.yaml, in promtool's own notation. */
interface Scenario {
  readonly name: string;
  /** How often series are sampled and rules evaluated, for scenarios over days; the product's 30 s otherwise. */
  readonly interval?: string;
  readonly input_series: readonly unknown[];
  readonly alert_rule_test: readonly {
    readonly alertname: string;
    readonly exp_alerts: readonly unknown[];
  }[];
}

const cases = readdirSync(join(__dirname, 'cases')).map((file) => ({
  alert: file.replace(/\.yaml$/, ''),
  scenarios: load(readFileSync(join(__dirname, 'cases', file), 'utf8')) as readonly Scenario[],
}));

/** Groups without annotations: promtool compares those to the letter, and the cases are about when and for whom. */
function groupsOf({ spec }: PrometheusRule): readonly unknown[] {
  return spec.groups.map((group) => ({
    ...group,
    rules: group.rules.map(({ annotations: _annotations, ...rule }) => rule),
  }));
}

describe('every alert, in a real Prometheus rule engine', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rules-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const environment = company();
  const objects = [sharedRules(environment), ...environment.models.map((model) => rulesFor(model))];
  writeFileSync(join(folder, 'rules.yaml'), dump({ groups: objects.flatMap(groupsOf) }));

  test.each(cases)('$alert fires and stays silent as its cases say', ({ alert, scenarios }) => {
    const intervals = [...new Set(scenarios.map(({ interval }) => interval ?? '30s'))];
    const files = intervals.map((interval) => {
      const file = join(folder, `${alert}.${interval}.test.yaml`);
      const tests = scenarios
        .filter((one) => (one.interval ?? '30s') === interval)
        .map((one) => ({ ...one, interval }));
      writeFileSync(file, dump({ rule_files: ['rules.yaml'], evaluation_interval: interval, tests }));
      return file;
    });
    const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), ['test', 'rules', ...files], {
      encoding: 'utf8',
    });
    expect(status === 0 ? '' : `${stdout}${stderr}`).toBe('');
  });

  test('each alert has a case that fires and one that stays silent throughout', () => {
    const unproved = alerts.flatMap(({ name }) => {
      const scenarios = cases.find(({ alert }) => alert === name)?.scenarios ?? [];
      const own = scenarios.map(({ alert_rule_test }) =>
        alert_rule_test.filter(({ alertname }) => alertname === name),
      );
      const fires = own.some((checks) => checks.some(({ exp_alerts }) => exp_alerts.length > 0));
      const silent = own.some(
        (checks) => checks.length > 0 && checks.every(({ exp_alerts }) => exp_alerts.length === 0),
      );
      return fires && silent ? [] : [name];
    });
    expect(unproved).toEqual([]);
  });

  test('no case is about an alert that does not exist', () => {
    const names = alerts.map(({ name }) => name);
    expect(cases.map(({ alert }) => alert).filter((alert) => !names.includes(alert))).toEqual([]);
  });
});

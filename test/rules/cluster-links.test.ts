import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { loadEnvironments } from '../../environments';
import { dataSourceUids, panelUrl } from '../../models/links';
import { sharedRules } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';

const folder = mkdtempSync(join(tmpdir(), 'cluster-links-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const promtool = (...args: readonly string[]): { status: number | null; output: string } => {
  const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), args, { cwd: folder, encoding: 'utf8' });
  return { status, output: status === 0 ? '' : `${stdout}${stderr}` };
};

const [world] = loadEnvironments('test/fixtures/regions');
if (world === undefined) throw new Error('test/fixtures/regions holds no environment');
const { spec } = sharedRules(world);
writeFileSync(join(folder, 'rules.yaml'), dump(spec, { lineWidth: -1, noRefs: true }));

const alert = 'PlatformSharedRuleFailing';
const rule = spec.groups.flatMap(({ rules }) => rules).find((one) => 'alert' in one && one.alert === alert);
const annotations = rule !== undefined && 'annotations' in rule ? rule.annotations : undefined;

test('rules with the cluster in their links pass the checks of promtool', () => {
  expect(promtool('check', 'rules', '--lint=all', '--lint-fatal', 'rules.yaml')).toEqual({
    status: 0,
    output: '',
  });
});

test.each(world.clusters)(
  'an alert of $name links to the data source of $name, by real Prometheus code',
  ({ name }) => {
    const dashboard = panelUrl(world.grafana.url, { board: 'platform', panel: 'rule-groups' }, '', name);
    expect(dashboard).toContain(dataSourceUids.prometheus(name));
    const group = 'model-observatory-shared-signals';
    const file = join(folder, `${name}.yaml`);
    const expected = {
      exp_labels: { severity: 'critical', scope: 'platform', team: world.owner, rule_group: group },
      exp_annotations: {
        ...annotations,
        description: `Group ${group} fails, so alerts of every model may be missing.`,
        dashboard_url: dashboard,
      },
    };
    const failures = `prometheus_rule_evaluation_failures_total{rule_group="${group}"}`;
    writeFileSync(
      file,
      dump({
        rule_files: ['rules.yaml'],
        evaluation_interval: '1m',
        tests: [
          {
            interval: '1m',
            external_labels: { env: world.name, cluster: name },
            input_series: [
              { series: failures, values: '0+1x30' },
              // Prometheus reads something, which is another trouble where it does not.
              { series: 'up', values: '1x30' },
            ],
            alert_rule_test: [{ eval_time: '20m', alertname: alert, exp_alerts: [expected] }],
          },
        ],
      }),
    );
    expect(promtool('test', 'rules', file)).toEqual({ status: 0, output: '' });
  },
);

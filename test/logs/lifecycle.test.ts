import type { Environment } from '../../environments';
import { indexTemplatesFor, lifecyclesFor, policiesFor, snapshotPolicies } from '../../logs';
import { clusterSettingsFor } from '../../logs/lifecycle';
import { days, parseDuration, printInOneUnit } from '../../models/duration';
import { asking, environmentNamed, withLogs } from './environments';

const warm = { nodes: 3, memory: '16Gi', storage: '2Ti', after: days(7) };
const snapshots = {
  s3: { bucket: 'logs', region: 'eu-central-1', secret: 's3' },
  logs: false,
  keep: days(35),
};

const prod = environmentNamed('prod');
const everything = withLogs(asking(), 'churn-classifier', { isolation: 'dedicated', retention: days(3) });
const withWarm = (environment: Environment): Environment => ({
  ...environment,
  elastic: { ...environment.elastic, warm },
});
const withCopies = (environment: Environment): Environment => ({
  ...environment,
  elastic: { ...environment.elastic, snapshots },
});

/** What Elasticsearch decides for an index of the template; by itself logs@settings names a policy that never deletes. */
function inForce(environment: Environment) {
  const policies = new Map(policiesFor(environment).map(({ name, policy }) => [name, policy]));
  return indexTemplatesFor(environment).templates.map(({ name, template }) => {
    const { lifecycle } = (template.settings as { index: { lifecycle: Record<string, unknown> } }).index;
    const policy = lifecycle['name'] ?? 'logs@lifecycle';
    // Both are configured; this setting chooses, and where it is absent the policy.
    const isPolicy = lifecycle['prefer_ilm'] ?? true;
    return {
      name,
      by: isPolicy === true ? `policy ${String(policy)}` : 'stream',
      deletes:
        isPolicy === true
          ? policies.get(String(policy))?.phases.delete.min_age
          : template.lifecycle.dataRetention,
      promised: template.lifecycle.dataRetention,
    };
  });
}

describe.each([
  ['without warm nodes', everything, /^stream$/],
  ['with warm nodes', withWarm(everything), /^policy mlobs-/],
  ['with warm nodes and snapshots', withCopies(withWarm(everything)), /^policy mlobs-/],
])('%s', (_name, environment, by) => {
  const all = inForce(environment);

  test('one lifecycle is in force for every template, and deletes when it was promised', () => {
    expect(all.map(({ name }) => name)).toEqual([
      'mlobs-logs-ml',
      'mlobs-logs-ml-audit',
      'mlobs-logs-ml-deadletter',
      'mlobs-logs-ml-3d',
      'mlobs-logs-ml-90d',
    ]);
    for (const one of all) {
      expect(one.by).toMatch(by);
      expect(one.deletes).toBe(one.promised);
    }
  });

  test('streams that exist are promised the same by the lifecycle of data streams', () => {
    const { logs, audit } = environment.retention;
    expect(lifecyclesFor(environment).map(({ dataRetention }) => dataRetention)).toEqual(
      [logs, audit, logs].map(printInOneUnit),
    );
  });

  test('an index is a day old when the next one follows it, whichever lifecycle is in force', () => {
    expect(clusterSettingsFor(environment)['cluster.lifecycle.default.rollover']).toMatch(/^max_age=1d,/);
    for (const { policy } of policiesFor(environment))
      expect(policy.phases.hot.actions.rollover.max_age).toBe('1d');
  });
});

test('without warm nodes there is no policy', () => {
  expect(policiesFor(prod)).toEqual([]);
});

test('a stream that has its retention in its name keeps it, whatever becomes of the others', () => {
  const same = withWarm(withLogs(prod, 'fraud-scorer', { isolation: 'dedicated' }));
  expect(inForce(same).map(({ name, by }) => [name, by])).toEqual([
    ['mlobs-logs-ml', 'policy mlobs-logs'],
    ['mlobs-logs-ml-audit', 'policy mlobs-audit'],
    ['mlobs-logs-ml-deadletter', 'policy mlobs-logs'],
    ['mlobs-logs-ml-30d', 'policy mlobs-logs-30d'],
  ]);
});

test('lines move to warm nodes after a week, and those that are gone by then never', () => {
  const phases = policiesFor(withWarm(everything)).map(({ name, policy }) => [
    name,
    policy.phases.warm?.min_age,
    policy.phases.delete.min_age,
  ]);
  expect(phases).toEqual([
    ['mlobs-logs', '7d', '30d'],
    ['mlobs-logs-3d', undefined, '3d'],
    ['mlobs-logs-90d', '7d', '90d'],
    ['mlobs-audit', '7d', '365d'],
  ]);
});

test('audit records wait for their snapshot, and lines for nothing', () => {
  const waits = policiesFor(withCopies(withWarm(everything))).map(({ name, policy }) => [
    name,
    policy.phases.delete.actions.wait_for_snapshot?.policy,
  ]);
  expect(Object.fromEntries(waits)).toEqual({
    'mlobs-logs': undefined,
    'mlobs-logs-90d': undefined,
    'mlobs-logs-3d': undefined,
    'mlobs-audit': 'mlobs-nightly',
  });
  const names = snapshotPolicies(withCopies(prod)).map(({ name }) => name);
  expect(names).toEqual(['mlobs-nightly', 'mlobs-weekly']);
});

test('snapshots are of audit records alone unless log lines are asked for, and some outlive any fault', () => {
  const [nightly, weekly] = snapshotPolicies(withCopies(prod));
  expect(nightly?.indices).toEqual(['logs-ml.audit-prod']);
  expect([nightly?.minCount, weekly?.minCount]).toEqual([7, 2]);
  const withLines = {
    ...withCopies(prod),
    elastic: { ...prod.elastic, snapshots: { ...snapshots, logs: true } },
  };
  expect(snapshotPolicies(withLines)[0]?.indices).toEqual(['logs-ml.*-prod']);
  expect(snapshotPolicies(prod)).toEqual([]);
});

test('what nobody decided about is kept as long as anything, and only known names become indices', () => {
  const settings = clusterSettingsFor(everything);
  const longest = parseDuration(settings['data_streams.lifecycle.retention.default'] ?? '');
  expect(longest).toEqual(everything.retention.audit);
  const patterns = (settings['action.auto_create_index'] ?? '').split(',');
  const created = (name: string): boolean =>
    patterns.some((pattern) =>
      new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name),
    );
  const names = [
    'logs-ml.inference-asking',
    'logs-ml.inference.fraud_scorer.90d-asking',
    '.kibana_task_manager',
    '.alerts-stack.alerts-default',
    'ilm-history-7',
  ];
  expect(names.filter((name) => !created(name))).toEqual([]);
  expect(['logs-ml.inference-prdo', 'inference', 'mlobs-dialy'].filter(created)).toEqual([]);
});

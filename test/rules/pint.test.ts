import { dump } from 'js-yaml';
import { loadEnvironments } from '../../environments';
import { rulesFor, sharedRules } from '../../rules';
import { artefactsOf } from '../../scripts/artefacts';
import { company } from './company';
import { pint, policy } from './pint';

const folders = [
  'environments',
  'test/fixtures/company',
  'test/fixtures/environments',
  'test/fixtures/regions',
];
const environments = folders.flatMap((folder) => loadEnvironments(folder));

/** Every rule file of an environment, as `npm run render` writes them. */
const rulesOf = (environment: (typeof environments)[number]): Readonly<Record<string, string>> =>
  Object.fromEntries([...artefactsOf(environment)].filter(([path]) => path.startsWith('rules/')));

test.each(environments.map((environment) => [environment.name, environment] as const))(
  'pint finds nothing in the rules of %s',
  (_name, environment) => {
    expect(pint(rulesOf(environment))).toEqual({ status: 0, problems: [] });
  },
);

test('pint reads the objects of the cluster as well as rule files', () => {
  const objects = [sharedRules(company()), ...company().models.map((model) => rulesFor(model, company()))];
  const files = Object.fromEntries(objects.map((one) => [`${one.metadata.name}.yaml`, dump(one)]));
  expect(pint(files)).toEqual({ status: 0, problems: [] });
  const [first = ''] = Object.keys(files);
  const spoiled = { [first]: (files[first] ?? '').replaceAll('severity: warning', 'severity: minor') };
  expect(pint(spoiled).problems.join()).toContain('rule/label');
});

/** A rule that is right, and the field that makes it wrong. */
const planted = (change: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> => {
  const rule = {
    alert: 'PlatformQueueLong',
    expr: 'sum by (namespace) (queue_length) > 100',
    for: '10m',
    labels: { severity: 'warning', scope: 'platform', team: 'platform' },
    annotations: { summary: 'A queue is long', runbook_url: 'https://runbooks.example/PlatformQueueLong' },
    ...change,
  };
  return { 'planted.yaml': dump({ groups: [{ name: 'planted', rules: [rule] }] }) };
};

test('a right rule passes the policy', () => {
  expect(pint(planted({}))).toEqual({ status: 0, problems: [] });
});

test.each([
  ['alerts/annotation', { annotations: { summary: 'A queue is long' } }],
  ['alerts/annotation', { annotations: { summary: 'A queue is long', runbook_url: 'wiki/queue' } }],
  ['rule/label', { labels: { scope: 'platform', severity: 'page', team: 'platform' } }],
  ['rule/label', { labels: { scope: 'platform', severity: 'warning' } }],
  ['rule/name', { alert: 'queue_is_long' }],
  ['rule/for', { for: '96h' }],
  ['alerts/comparison', { expr: 'sum by (namespace) (queue_length)' }],
  ['promql/impossible', { expr: 'sum by (namespace) (queue_length) * on (pod) group_left () sum(pods) > 1' }],
  ['promql/syntax', { expr: 'sum by (namespace (queue_length) > 100' }],
  [
    'rule/name',
    { alert: undefined, record: 'queueLength', labels: {}, annotations: undefined, for: undefined },
  ],
  [
    'promql/aggregate',
    {
      alert: undefined,
      record: 'model:queue:sum',
      expr: 'sum by (namespace) (q)',
      labels: {},
      annotations: undefined,
      for: undefined,
    },
  ],
])('the policy refuses a planted rule: %s', (check, change) => {
  const { status, problems } = pint(planted(change));
  expect(status).toBe(1);
  expect(problems.map((problem) => problem.split(':')[0])).toContain(check);
});

test.each([
  ['rule/dependency', 'disabled = ["rule/dependency"]'],
  ['promql/regexp', 'disable = ["promql/regexp"]'],
  ['promql/impossible', 'disable = ["promql/impossible"]'],
])('the exception for %s is still needed, and is the only one of its kind', (check, exception) => {
  expect(policy.split(exception)).toHaveLength(2);
  const { problems } = pint(rulesOf(company()), policy.replace(exception, ''));
  expect([...new Set(problems.map((problem) => problem.split(':')[0]))]).toEqual([check]);
});

import { compare } from '../../../scripts/diff/compare';
import type { Risk } from '../../../scripts/diff/comparison';
import type { Picture, Stack } from '../../../scripts/diff/picture';
import { entry, settings, type Edit } from '../changes/edited';
import { base, companyPicture, comparedWith } from './pictures';

const kinds = (risks: readonly Risk[]): readonly string[] => [...new Set(risks.map(({ kind }) => kind))];

test('the same files make the same, and no risk', () => {
  expect(comparedWith()).toEqual({
    name: 'prod',
    is: 'unchanged',
    risks: [],
    models: { added: [], removed: [], changed: [] },
    changes: [],
    stacks: [],
    resources: [],
  });
});

test('a changed objective changes one release and one board, and risks nothing', () => {
  const { is, models, changes, risks, resources } = comparedWith(entry('churn', 'p99: 250ms', 'p99: 500ms'));
  expect({ is, changes, risks }).toEqual({ is: 'changed', changes: [], risks: [] });
  expect(models.changed.map(({ name }) => name)).toEqual(['churn']);
  expect(resources.map(({ stack, address, action }) => `${stack} ${address} ${action}`)).toEqual([
    'prod-grafana grafana_dashboard.mlo-model-churn changed',
    'prod-models helm_release.model-churn changed',
  ]);
  const paths = resources.flatMap(({ attributes }) => attributes.map(({ path }) => path));
  expect(paths).toContainEqual(
    expect.stringMatching(/^values\.objects\[PrometheusRule churn\]\.spec\.groups/),
  );
});

test('a removed model takes its alerts, board and release with it', () => {
  const { models, risks, resources } = comparedWith(entry('trial', 'name', undefined));
  expect(models.removed.map(({ name }) => name)).toEqual(['trial']);
  expect(kinds(risks)).toContain('model leaves');
  expect(resources.filter(({ action }) => action === 'destroyed').map(({ address }) => address)).toEqual([
    'grafana_dashboard.mlo-model-trial',
    'helm_release.model-trial',
  ]);
});

describe('called out is', () => {
  test('a retention that shrinks, once and not for every stream', () => {
    const { risks } = comparedWith(settings('metrics: 35d', 'metrics: 35d, logs: 7d'));
    expect(risks).toEqual([
      {
        kind: 'less is kept',
        says: 'retention.logs shrinks from 30d to 7d; what is older goes, and does not come back',
      },
    ]);
    expect(comparedWith(settings('metrics: 35d', 'metrics: 35d, logs: 60d')).risks).toEqual([]);
  });

  test('a volume that shrinks', () => {
    const { risks } = comparedWith(
      settings('profile: single', 'profile: single\nprometheus: { volume: 40Gi }'),
    );
    expect(risks).toMatchObject([{ says: expect.stringContaining('a volume cannot shrink') as string }]);
  });

  test('models that move to another Prometheus, and no other', () => {
    // None of several Prometheus sees the requests of all models.
    const rules: Edit = { file: 'prod/rules/payments.yaml', from: '', to: undefined };
    const shared = (count: number): readonly Edit[] => [
      rules,
      settings('profile: single', `profile: single\nprometheus: { shards: ${count} }`),
    ];
    const anew = (edits: readonly Edit[]): readonly Risk[] =>
      comparedWith(...edits).risks.filter(({ kind }) => kind === 'history begins anew');
    expect(anew(shared(1))).toEqual([]);
    const moved = anew(shared(2));
    expect(moved).toHaveLength(1);
    const [, names = ''] = /begin anew: (.*)$/.exec(moved[0]?.says ?? '') ?? [];
    expect(moved[0]?.says).toMatch(
      /^(?:one model moves|\d models move) to another Prometheus, from the first to prometheus-shard-1, /,
    );
    const all = base.environments.flatMap(({ models }) => models.map(({ name }) => name));
    const [before] = companyPicture(shared(2)).environments;
    const there = before?.models.flatMap(({ name, facts }) =>
      facts.some(({ about }) => about === 'watched by') ? [name] : [],
    );
    expect(names.split(', ')).toEqual(there);
    expect(names.split(', ').length).toBeLessThan(all.length);
  });

  test('an alert that a model can raise no longer', () => {
    const { risks } = comparedWith(entry('churn', 'latency: { p99: 250ms }', ''));
    expect(risks).toEqual([
      {
        kind: 'alert ends',
        says: 'churn cannot raise any longer: ModelLatencyBudgetBurn, ModelLatencyBoundMissing',
      },
    ]);
  });

  test('that pages become tickets: for a team, and for its models', () => {
    const models = ['assistant', 'concierge', 'tagger'].map((model) =>
      entry(model, 'runtime:', 'tier: experimental\nruntime:'),
    );
    const { risks } = comparedWith(settings('page: { opsgenie: { secret: opsgenie } }', ''), ...models);
    const unpaged = risks.filter(({ kind }) => kind === 'nobody is paged').map(({ says }) => says);
    expect(unpaged).toEqual([
      'teams.assistants.page (opsgenie (secret opsgenie)) is gone: what paged the team is a ticket',
      ...['assistant', 'concierge', 'tagger'].map(
        (model) =>
          `critical alerts of ${model} paged assistants-page (opsgenie) and now go to assistants-ticket (msteamsv2)`,
      ),
    ]);
  });

  test('that paging is turned off', () => {
    const { risks } = comparedWith(settings('paging: true', 'paging: false'));
    expect(risks[0]?.says).toBe('paging is off: every page becomes a ticket');
    expect(kinds(risks)).toContain('nobody is paged');
  });

  test('a team whose receivers hear of nothing, where that is new', () => {
    const edits = ['assistant', 'concierge', 'tagger', 'trial'].map((model) =>
      entry(model, 'team: assistants', 'team: platform'),
    );
    const { risks } = comparedWith(...edits);
    expect(risks.filter(({ kind }) => kind === 'receiver without an owner')).toEqual([
      {
        kind: 'receiver without an owner',
        says: 'no model belongs to the team assistants, so its receivers hear of nothing',
      },
    ]);
  });

  test('what holds data and is destroyed or made anew', () => {
    const elastic: Stack = base.stacks['prod-elastic'] ?? {};
    const kind = 'elasticstack_elasticsearch_data_stream';
    const [, ...streams] = Object.entries(elastic.resource?.[kind] ?? {});
    const resource = { ...elastic.resource, [kind]: Object.fromEntries(streams) };
    const after: Picture = { ...base, stacks: { ...base.stacks, 'prod-elastic': { ...elastic, resource } } };
    expect(compare(base, after).environments[0]?.risks).toEqual([
      {
        kind: 'data is lost',
        says: '`elasticstack_elasticsearch_data_stream.logs-ml_audit-prod` of prod-elastic is destroyed: it holds the log lines of the stream; Terraform refuses to, and the deployment stops there',
      },
    ]);
  });

  test('a state that lies elsewhere', () => {
    const { risks } = comparedWith(settings('directory: ../terraform-state', 'directory: ../elsewhere'));
    expect(kinds(risks)).toEqual(['state moves']);
    expect(risks[0]?.says).toContain('terraform init -migrate-state');
  });
});

test('an environment that comes or goes is told as a whole, and not by its values', () => {
  const nothing: Picture = { format: 1, environments: [], stacks: {} };
  const [added] = compare(nothing, base).environments;
  expect(added).toMatchObject({ is: 'added', changes: [], risks: [] });
  expect(added?.models.added).toHaveLength(9);
  const [removed] = compare(base, nothing).environments;
  expect(removed).toMatchObject({ is: 'removed', changes: [] });
  expect(removed?.risks[0]?.says).toContain("run `cdktf destroy 'prod-*'` from the base");
  expect(kinds(removed?.risks ?? [])).not.toContain('stack leaves');
});

test('a model that moves to another team tells others', () => {
  const { models } = comparedWith(entry('desk', 'team: risk', 'team: platform'));
  const told = models.changed[0]?.changes.filter(({ topic }) => topic === 'told');
  expect(told?.[0]).toMatchObject({
    about: 'critical',
    before: 'in hours risk-page (pagerduty), outside risk-ticket (slack #risk)',
    after: 'platform-page (webhook)',
  });
});

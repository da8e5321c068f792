import { everyEnvironment } from './environments';
import { installed } from './node/built-in';
import { onNode } from './node/on-node';

type Kind = 'lifecycle' | 'snapshots' | 'transform';

const phases = {
  hot: {
    actions: { rollover: { max_primary_shard_size: '50gb', max_age: '1d' }, set_priority: { priority: 100 } },
  },
  warm: { min_age: '7d', actions: { forcemerge: { max_num_segments: 1 }, readonly: {} } },
  delete: { min_age: '30d', actions: { wait_for_snapshot: { policy: 'nightly' }, delete: {} } },
};
const nightly = {
  schedule: '0 30 1 * * ?',
  name: '<logs-{now/d}>',
  repository: 'logs',
  config: { indices: ['logs-ml.*'], include_global_state: false },
  retention: { expire_after: '35d', min_count: 7, max_count: 60 },
};
const pivot = {
  group_by: {
    day: { date_histogram: { field: '@timestamp', calendar_interval: '1d' } },
    model: { terms: { field: 'service.name' } },
  },
  aggregations: { latency: { avg: { field: 'event.duration' } } },
};
const daily = {
  source: { index: ['logs-ml.inference-prod'], query: { term: { 'event.outcome': 'success' } } },
  dest: { index: 'mlobs-daily-prod' },
  sync: { time: { field: '@timestamp', delay: '5m' } },
  retention_policy: { time: { field: 'day', max_age: '365d' } },
  frequency: '1h',
  pivot,
};

/** What the product's own parsers and checks say; the services behind them cannot be had. */
onNode('elasticsearch', 'policies', (node) => {
  const verdict = (kind: Kind, body: object) => node().ask('POST', `/_verdict/${kind}/examined`, body);

  test.each(everyEnvironment.map((shown) => [shown.name, shown] as const))(
    'all policies and transforms of %s are taken',
    async (_name, { requests }) => {
      const refused: unknown[] = [];
      for (const { by, method, path, body } of requests) {
        if (by !== 'verdict') continue;
        const answer = await node().ask(method, path, body);
        if (answer.status !== 200) refused.push([path, answer.body]);
      }
      expect(refused).toEqual([]);
    },
  );

  test.each(['logs@lifecycle', '30-days@lifecycle', '365-days@lifecycle'])(
    "Elastic's own policy %s is taken",
    async (name) => {
      const { deprecated: _deprecated, ...policy } = installed(name);
      expect(await verdict('lifecycle', { policy })).toEqual({ status: 200, body: { accepted: true } });
    },
  );

  test.each<[string, Kind, object]>([
    ['a policy', 'lifecycle', { policy: { phases } }],
    ['a plan of snapshots', 'snapshots', nightly],
    ['a transform', 'transform', daily],
  ])('%s without a mistake is taken', async (_what, kind, body) => {
    expect(await verdict(kind, body)).toEqual({ status: 200, body: { accepted: true } });
  });

  test.each<[string, Kind, object, string]>([
    [
      'an unknown phase',
      'lifecycle',
      { policy: { phases: { hott: phases.hot } } },
      'does not support phase [hott]',
    ],
    [
      'an action in a phase that has it not',
      'lifecycle',
      { policy: { phases: { delete: { actions: { rollover: { max_age: '1d' } } } } } },
      'invalid action [rollover] defined in phase [delete]',
    ],
    [
      'an unknown condition',
      'lifecycle',
      { policy: { phases: { hot: { actions: { rollover: { max_agee: '1d' } } } } } },
      'max_agee',
    ],
    ['an unknown action', 'lifecycle', { policy: { phases: { hot: { actions: { roll: {} } } } } }, 'roll'],
    [
      'an age that is none',
      'lifecycle',
      { policy: { phases: { delete: { min_age: '30 days', actions: { delete: {} } } } } },
      '30 days',
    ],
    ['a schedule of five fields', 'snapshots', { ...nightly, schedule: '30 1 * * *' }, 'invalid schedule'],
    ['a plan without a repository', 'snapshots', { ...nightly, repository: undefined }, 'repository'],
    ['a name in capitals', 'snapshots', { ...nightly, name: 'Logs' }, 'must be lowercase'],
    [
      'fewer snapshots at most than at least',
      'snapshots',
      { ...nightly, retention: { min_count: 7, max_count: 3 } },
      'minimum snapshot count 7 cannot be larger than maximum snapshot count 3',
    ],
    [
      'a frequency of a day',
      'transform',
      { ...daily, frequency: '24h' },
      'highest permitted [frequency] is [1h]',
    ],
    [
      'an unknown aggregation',
      'transform',
      { ...daily, pivot: { ...pivot, aggregations: { n: { averag: { field: 'x' } } } } },
      'averag',
    ],
    [
      'an unknown field',
      'transform',
      { ...daily, destination: { index: 'x' } },
      'unknown field [destination]',
    ],
    ['neither pivot nor latest', 'transform', { ...daily, pivot: undefined }, 'exactly 1 function'],
  ])('%s is refused, and the answer says what is wrong', async (_what, kind, body, reason) => {
    const { status, body: answer } = await verdict(kind, body);
    expect(status).toBe(400);
    expect(JSON.stringify(answer)).toContain(reason);
  });
});

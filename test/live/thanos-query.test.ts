import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expected, modelInfo } from '../../models/names';
import { partLabel } from '../../models/shards';
import { query } from '../../preview/api';
import { eventually } from './control-plane/eventually';
import { newRun, type Run } from './control-plane/run';
import { startPrometheus } from './long-term/replicas';
import { startQueryOver, type Asked } from './shards/thanos';

const known = 'gpu:known_to_both:count';

/** What one of several Prometheus records: of its own model, what both know, and its part of a count. */
const rulesOf = (shard: number): object => ({
  groups: [
    {
      name: 'recorded',
      interval: '1s',
      rules: [
        { record: modelInfo, expr: 'vector(1)', labels: { namespace: 'serving', model_name: `m-${shard}` } },
        { record: known, expr: 'vector(7)', labels: { gpu: '0' } },
        { record: expected.models, expr: `vector(${shard + 2})`, labels: { [partLabel]: String(shard) } },
      ],
    },
  ],
});

describe('a real Thanos Query, over a real Thanos beside each of two pairs of Prometheus', () => {
  let run: Run;
  let address = '';

  beforeAll(async () => {
    run = newRun();
    const asked: Asked[] = [];
    for (const [shard, replica] of [
      [0, 0],
      [0, 1],
      [1, 0],
    ] as const) {
      const name = `shard-${shard}-${replica}`;
      const rules = join(run.folder, `rules-${name}.yml`);
      writeFileSync(rules, JSON.stringify(rulesOf(shard)));
      const labels = { prometheus: `monitoring/${shard}`, prometheus_replica: `prometheus-${name}` };
      const { port } = await startPrometheus(run, name, {
        global: { evaluation_interval: '1s', external_labels: { env: 'live', cluster: 'here', ...labels } },
        rule_files: [rules],
      });
      asked.push({ name, url: `http://127.0.0.1:${port}`, data: join(run.folder, name) });
    }
    address = await startQueryOver(run, asked);
  });
  afterAll(async () => {
    await run.stop();
    expect(run.deaths).toEqual([]);
  });

  test('tells each model once, what both know once, and the parts of a count apart', async () => {
    await eventually('both are asked', 60_000, async () => {
      const found = await query(address, modelInfo);
      expect(found.map(({ metric }) => metric['model_name']).sort()).toEqual(['m-0', 'm-1']);
      return undefined;
    });
    const values = async (expression: string): Promise<readonly string[]> =>
      (await query(address, expression)).map(({ value }) => value[1]);
    expect(await values(`count by (model_name) (${modelInfo})`)).toEqual(['1', '1']);
    expect(await values(`count(${known})`)).toEqual(['1']);
    expect(await values(`sum(${expected.models})`)).toEqual(['5']);
  });
});

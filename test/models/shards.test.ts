import { shardOf } from '../../models/shards';
import { committed } from '../stacks/synthesised';

const [first] = committed('dev').models;
if (first === undefined) throw new Error('dev has no model');

const models = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ ...first, name: `model-${index}` }));
const spread = (count: number, shards: number) =>
  new Map(models(count).map((model) => [model.name, shardOf(model, shards)]));

describe('sharing models out among Prometheus', () => {
  test('gives each about as many', () => {
    for (const shards of [2, 3, 7]) {
      const counts = Array.from({ length: shards }, () => 0);
      for (const shard of spread(2_000, shards).values()) counts[shard] = (counts[shard] ?? 0) + 1;
      for (const count of counts) expect(Math.abs(count / (2_000 / shards) - 1)).toBeLessThan(0.2);
    }
  });

  test('leaves every model where it is when one is added, and gives a new Prometheus its share and nobody else anything', () => {
    const before = spread(1_000, 3);
    for (const [name, shard] of spread(1_001, 3)) expect(before.get(name) ?? shard).toBe(shard);
    const moved = [...spread(1_000, 4)].filter(([name, shard]) => before.get(name) !== shard);
    expect(moved.length / 1_000).toBeGreaterThan(0.2);
    expect(moved.length / 1_000).toBeLessThan(0.3);
    expect(new Set(moved.map(([, shard]) => shard))).toEqual(new Set([3]));
  });

  // Another algorithm would move models when this project is upgraded, and with them their history.
  test('is the same for ever', () => {
    expect(models(8).map((model) => shardOf(model, 4))).toMatchInlineSnapshot(`
     [
       2,
       0,
       2,
       2,
       2,
       2,
       1,
       3,
     ]
    `);
  });

  test('keeps models of one server together, and tells equal names in two namespaces apart', () => {
    const [source] = first.sources;
    if (source === undefined) throw new Error('the model has no server');
    const { namespace, selector } = first;
    const shared = models(40).map((model) => ({
      ...model,
      sources: [{ ...source, namespace, selector, served: model.name }],
    }));
    expect(new Set(shared.map((model) => shardOf(model, 8))).size).toBe(1);
    const elsewhere = models(40).map((model) => ({ ...model, namespace: 'elsewhere' }));
    expect(elsewhere.map((model) => shardOf(model, 8))).not.toEqual(
      models(40).map((model) => shardOf(model, 8)),
    );
  });
});

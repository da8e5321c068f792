import { distance } from 'fastest-levenshtein';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { company } from '../rules/company';
import { committedEnvironments, overTwoClusters, synthesised, valuesOf } from './synthesised';

type Tree = string | { readonly [key: string]: Tree };

const folder = join(__dirname, '../fixtures/charts');

/** What a chart does not know among the values, each with the nearest key that it does know. */
function unknownKeys(values: unknown, tree: Tree, path = ''): readonly string[] {
  // Below a map, a list or an `any` everything is passed on.
  if (typeof tree === 'string') return [];
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return [`${path} is a group of ${Object.keys(tree).join(', ')}`];
  }
  return Object.entries(values).flatMap(([key, value]) => {
    const below = Object.hasOwn(tree, key) ? tree[key] : undefined;
    const at = path === '' ? key : `${path}.${key}`;
    if (below !== undefined) return unknownKeys(value, below, at);
    const nearest = Object.keys(tree).sort((a, b) => distance(a, key) - distance(b, key))[0];
    return [`${at} is unknown; nearest: ${nearest}`];
  });
}

/** Values whose type is not the chart's. */
function wrongTypes(values: unknown, tree: Tree, path = ''): readonly string[] {
  if (typeof tree === 'string') {
    const found = Array.isArray(values) ? 'list' : values === null ? 'null' : typeof values;
    const expected = tree === 'map' ? 'object' : tree;
    return expected === 'any' || expected === 'null' || expected === found
      ? []
      : [`${path} is a ${found}, not a ${expected}`];
  }
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    wrongTypes(value, tree[key] ?? 'any', path === '' ? key : `${path}.${key}`),
  );
}

/** Of the committed environments, and of one that has all that the platform can need. */
const environments = [...committedEnvironments(), overTwoClusters(), { ...company(), name: 'company' }];

const releases = Object.values(synthesised(environments)).flatMap(({ name, resources }) =>
  Object.entries(resources)
    .filter(([address, { repository }]) => address.startsWith('helm_release.') && repository !== undefined)
    .map(([address, release]) => ({
      where: `${name} ${address}`,
      chart: `${String(release['chart'])}-${String(release['version'])}`,
      values: valuesOf(release),
    })),
);

describe('values of upstream charts', () => {
  it('are set for every chart that the platform needs', () => {
    expect([...new Set(releases.map(({ chart }) => chart))].sort()).toMatchInlineSnapshot(`
     [
       "dcgm-exporter-4.8.2",
       "eck-operator-3.5.0",
       "eck-operator-crds-3.5.0",
       "eck-stack-0.20.0",
       "kube-prometheus-stack-88.5.3",
       "prometheus-blackbox-exporter-11.17.2",
       "prometheus-elasticsearch-exporter-7.4.0",
       "prometheus-operator-crds-31.0.1",
       "prometheus-pushgateway-3.8.0",
     ]
    `);
  });

  it.each(releases)('$where sets only what the chart knows', ({ chart, values }) => {
    const file = join(folder, `${chart}.json`);
    if (Object.keys(values).length === 0) return;
    expect(existsSync(file)).toBe(true);
    const tree = JSON.parse(readFileSync(file, 'utf8')) as Tree;
    expect(unknownKeys(values, tree)).toEqual([]);
    expect(wrongTypes(values, tree)).toEqual([]);
  });

  it('are told apart from keys that a chart does not know', () => {
    const tree: Tree = { prometheus: { replicas: 'number', labels: 'map' } };
    expect(unknownKeys({ prometheus: { labels: { any: 1 }, replica: 2 } }, tree)).toEqual([
      'prometheus.replica is unknown; nearest: replicas',
    ]);
    expect(wrongTypes({ prometheus: { replicas: '2' } }, tree)).toEqual([
      'prometheus.replicas is a string, not a number',
    ]);
  });
});

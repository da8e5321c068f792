import { distance } from 'fastest-levenshtein';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { charts, type ChartLine } from '../../models/versions';
import { company } from '../rules/company';
import {
  committedEnvironments,
  overAllPlatforms,
  overTwoClusters,
  synthesised,
  valuesOf,
  withBoardsAsFiles,
  withSeveralPrometheus,
} from './synthesised';

type Tree = string | { readonly [key: string]: Tree };

const folder = join(__dirname, '../fixtures/charts');

/** Charts pass these on as Kubernetes has them, so what they hold is not the chart's to say. */
const contexts = ['securityContext', 'podSecurityContext', 'containerSecurityContext'];

/** What a security context of a pod or of a container holds, as far as it is set here. */
const contextFields: Tree = {
  allowPrivilegeEscalation: 'boolean',
  capabilities: { add: 'list', drop: 'list' },
  fsGroup: 'number',
  readOnlyRootFilesystem: 'boolean',
  runAsGroup: 'number',
  runAsNonRoot: 'boolean',
  runAsUser: 'number',
  seccompProfile: { type: 'string' },
};

/** What may stand under a key that the chart knows. */
const treeBelow = (key: string, tree: Tree): Tree | undefined => {
  const below = typeof tree !== 'string' && Object.hasOwn(tree, key) ? tree[key] : undefined;
  return below !== undefined && contexts.includes(key) ? contextFields : below;
};

/** What a chart does not know among the values, each with the nearest key that it does know. */
function unknownKeys(values: unknown, tree: Tree, path = ''): readonly string[] {
  // Below a map, a list or an `any` everything is passed on.
  if (typeof tree === 'string') return [];
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    return [`${path} is a group of ${Object.keys(tree).join(', ')}`];
  }
  return Object.entries(values).flatMap(([key, value]) => {
    const below = treeBelow(key, tree);
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
    // The chart's default for "no limit" is false.
    const wanted = /Limit$/.test(path) && expected === 'boolean' ? 'number' : expected;
    return wanted === 'any' || wanted === 'null' || wanted === found
      ? []
      : [`${path} is a ${found}, not a ${wanted}`];
  }
  if (typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([key, value]) =>
    wrongTypes(value, treeBelow(key, tree) ?? 'any', path === '' ? key : `${path}.${key}`),
  );
}

/** Of the committed environments, and of one that has all that the platform can need. */
const environments = [
  ...committedEnvironments(),
  overTwoClusters(),
  overAllPlatforms(),
  withBoardsAsFiles(),
  withSeveralPrometheus(),
  { ...company(), name: 'company' },
];

const releases = Object.values(synthesised(environments)).flatMap(({ name, resources }) =>
  Object.entries(resources)
    .filter(([address, { repository }]) => address.startsWith('helm_release.') && repository !== undefined)
    .map(([address, release]) => ({
      where: `${name} ${address}`,
      chart: String(release['chart']),
      values: valuesOf(release),
    })),
);

describe('values of upstream charts', () => {
  it('are set for every chart that there is', () => {
    const names = Object.values(charts).map(({ chart }) => chart);
    expect([...new Set(releases.map(({ chart }) => chart))].sort()).toEqual(names.sort());
  });

  it.each(releases)(
    '$where sets only what the chart knows, in each supported version',
    ({ chart, values }) => {
      if (Object.keys(values).length === 0) return;
      const line = Object.values<ChartLine>(charts).find((one) => one.chart === chart);
      expect(line?.versions.length).toBeGreaterThan(0);
      for (const version of line?.versions ?? []) {
        const file = join(folder, `${chart}-${version}.json`);
        expect([file, existsSync(file)]).toEqual([file, true]);
        const tree = JSON.parse(readFileSync(file, 'utf8')) as Tree;
        expect(unknownKeys(values, tree)).toEqual([]);
        expect(wrongTypes(values, tree)).toEqual([]);
      }
    },
  );

  it('are compared with no version that is not supported', () => {
    const supported = Object.values<ChartLine>(charts).flatMap(({ chart, versions }) =>
      versions.map((version) => `${chart}-${version}.json`),
    );
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files.filter((file) => !supported.includes(file))).toEqual([]);
  });

  it('are told apart from keys that a chart does not know', () => {
    const tree: Tree = { prometheus: { replicas: 'number', labels: 'map' } };
    expect(unknownKeys({ prometheus: { labels: { any: 1 }, replica: 2 } }, tree)).toEqual([
      'prometheus.replica is unknown; nearest: replicas',
    ]);
    const pod: Tree = { securityContext: { runAsUser: 'number' } };
    expect(unknownKeys({ securityContext: { seccompProfile: {}, runAsNobody: true } }, pod)).toEqual([
      'securityContext.runAsNobody is unknown; nearest: runAsNonRoot',
    ]);
    expect(wrongTypes({ prometheus: { replicas: '2' } }, tree)).toEqual([
      'prometheus.replicas is a string, not a number',
    ]);
  });
});

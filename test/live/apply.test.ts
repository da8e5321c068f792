import { join } from 'node:path';
import { nameOf, type KubernetesObject } from '../../models/kubernetes';
import { company } from '../rules/company';
import { committedEnvironments, overAllPlatforms, overTwoClusters } from '../stacks/synthesised';
import { liveCluster, type LiveCluster } from './live-cluster';
import { allDefinitions } from './manifests/definitions';
import { inOrder, installDefinitions, saidOf } from './manifests/install';
import { podTemplatesIn } from './manifests/pod-templates';
import { stackObjects, type StackObjects } from './manifests/stack-objects';

/** The committed environments, one over two clusters, one over all platforms, and one that has all that an environment can have. */
const environments = [
  ...committedEnvironments(),
  overTwoClusters(),
  overAllPlatforms(),
  { ...company(), name: 'company' },
];

const clusterNames = [
  ...['company', 'dev'],
  ...['fleet-amazon', 'fleet-azure', 'fleet-google', 'fleet-metal'],
  ...['prod', 'staging', 'world-eu-1', 'world-us-1'],
];

const definitionKind = 'CustomResourceDefinition';
const isDefinition = ({ kind }: KubernetesObject): boolean => kind === definitionKind;

/** The stacks by the cluster that they are in: `dev`, `world-eu-1`. */
function byCluster(stacks: readonly StackObjects[]): ReadonlyMap<string, readonly KubernetesObject[]> {
  const found = new Map<string, readonly KubernetesObject[]>();
  for (const { stack, objects } of stacks) {
    const cluster = stack.replace(/-[a-z]+$/, '');
    found.set(cluster, [...(found.get(cluster) ?? []), ...objects]);
  }
  return found;
}

describe('every object of the stacks, on a real API server', () => {
  let cluster: LiveCluster;
  let clusters: ReadonlyMap<string, readonly KubernetesObject[]>;
  const created: KubernetesObject[] = [];

  /** Applies all, and returns what the server had to say against it. */
  async function problemsOf(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
    const problems: string[] = [];
    for (const object of objects) {
      problems.push(...saidOf(object, await cluster.objects.apply(object)));
      for (const template of podTemplatesIn(object))
        problems.push(...saidOf(template, await cluster.objects.wouldCreate(template)));
    }
    return problems;
  }

  const versions = (objects: readonly KubernetesObject[]): Promise<readonly string[]> =>
    Promise.all(
      objects.map(async (object) => {
        const { body } = await cluster.objects.read(object);
        const { metadata } = body as { readonly metadata: { readonly resourceVersion: string } };
        return `${nameOf(object)} ${metadata.resourceVersion}`;
      }),
    );

  beforeAll(async () => {
    cluster = await liveCluster();
    clusters = byCluster(
      environments.flatMap((environment) =>
        stackObjects(join(cluster.folder, environment.name), environment),
      ),
    );
    const all = [...clusters.values()].flat();
    const definitions = allDefinitions();
    const unique = new Map([...definitions, ...all].map((object) => [nameOf(object), object]));
    await cluster.announce([...unique.values()]);
    created.push(...definitions);
    await installDefinitions(cluster.objects);
  });
  afterAll(async () => {
    for (const object of [...created].reverse().filter((one) => !isDefinition(one)))
      await cluster.objects.remove(object);
    await Promise.all(created.filter(isDefinition).map((one) => cluster.objects.remove(one)));
    const left = await cluster.objects.ours();
    await cluster.stop();
    expect(left).toEqual([]);
  });

  test.each(clusterNames)(
    'is taken without a word, is the same when it is applied again, and is gone when it is deleted: %s',
    async (name) => {
      const objects = inOrder(clusters.get(name) ?? []);
      expect(objects.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining([
          'Namespace',
          'Secret',
          'ConfigMap',
          'PodMonitor',
          'PrometheusRule',
          'Logstash',
        ]),
      );
      // What two stacks hold would be fought over.
      expect(new Set(objects.map(nameOf)).size).toBe(objects.length);
      created.push(...objects);
      expect(await problemsOf(objects)).toEqual([]);
      const before = await versions(objects);
      expect(await problemsOf(objects)).toEqual([]);
      expect(await versions(objects)).toEqual(before);
      for (const object of [...objects].reverse()) await cluster.objects.remove(object);
      created.splice(created.length - objects.length);
      expect(
        (await cluster.objects.ours()).filter((one) => !one.startsWith('CustomResourceDefinition')),
      ).toEqual([]);
    },
  );

  test('are all that the environments have: no cluster of theirs is forgotten here', () => {
    expect([...clusters.keys()].sort()).toEqual(clusterNames);
  });
});

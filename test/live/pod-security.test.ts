import { join } from 'node:path';
import type { KubernetesObject } from '../../models/kubernetes';
import { namespaces } from '../../models/names';
import { committed } from '../stacks/synthesised';
import { clusterObjects, type ClusterObjects } from './control-plane/cluster-objects';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { startElasticOperator, startPrometheusOperator } from './control-plane/operators';
import { broughtSecrets } from './manifests/brought-secrets';
import { install, installDefinitions, saidOf } from './manifests/install';
import { stackObjects } from './manifests/stack-objects';

/** What an operator makes pods of. */
interface Workload {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: {
    readonly template: {
      readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
      readonly spec: { readonly volumes?: readonly { readonly name: string }[] } & Readonly<
        Record<string, unknown>
      >;
    };
    readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
  };
}

/** All that operators make of prod, with pods. */
const expected = [
  'alertmanager-kube-prometheus-stack-alertmanager',
  'observatory-beat-filebeat',
  'observatory-es-hot',
  'observatory-es-masters',
  'observatory-kb',
  'observatory-ls',
  'prometheus-kube-prometheus-stack-prometheus',
];

/** The pod that a controller would make; volumes of its own claims are told here. */
const podOf = ({ metadata, spec: { template, volumeClaimTemplates = [] } }: Workload): KubernetesObject => {
  const volumes = template.spec.volumes ?? [];
  const claimed = volumeClaimTemplates
    .map((claim) => claim.metadata.name)
    .filter((name) => !volumes.some((volume) => volume.name === name))
    .map((name) => ({ name, emptyDir: {} }));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${metadata.name}-0`,
      namespace: metadata.namespace,
      labels: template.metadata?.labels ?? {},
    },
    spec: { ...template.spec, volumes: [...volumes, ...claimed] },
  };
};

describe('the API server, which enforces the levels of our namespaces,', () => {
  let plane: ControlPlane;
  let cluster: ClusterObjects;
  let made: readonly Workload[] = [];

  async function workloads(): Promise<readonly Workload[]> {
    const lists = ['monitoring', 'logging', 'node-agents'].flatMap((namespace) =>
      ['statefulsets', 'deployments', 'daemonsets'].map(async (kind) => {
        const { body } = await plane.api.ask('GET', `/apis/apps/v1/namespaces/${namespace}/${kind}`);
        return (body as { readonly items: readonly Workload[] }).items;
      }),
    );
    return (await Promise.all(lists)).flat();
  }

  beforeAll(async () => {
    plane = await startControlPlane();
    cluster = clusterObjects(plane.api, true);
    await installDefinitions(cluster);
    const prod = committed('prod');
    const objects = stackObjects(join(plane.run.folder, 'prod'), prod)
      .flatMap(({ objects: own }) => own)
      .filter(({ kind }) => !kind.endsWith('WebhookConfiguration'));
    const isNamespace = ({ kind }: KubernetesObject): boolean => kind === 'Namespace';
    await install(cluster, [...objects.filter(isNamespace), ...broughtSecrets(prod, plane.authority)]);
    await install(cluster, objects);
    await startPrometheusOperator(plane);
    await startElasticOperator(plane);
    await eventually('operators have made all', 90_000, async () => {
      made = await workloads();
      const missing = expected.filter((name) => !made.some(({ metadata }) => metadata.name === name));
      return missing.length === 0 ? undefined : `${missing.join(', ')} are missing`;
    });
  });
  afterAll(() => plane.stop());

  test('takes every pod that operators make, without a warning', async () => {
    const said = await Promise.all(
      made.map(async (workload) => saidOf(podOf(workload), await cluster.wouldCreate(podOf(workload)))),
    );
    expect(said.flat()).toEqual([]);
  });

  test('refuses the same pods with one privilege more, and lets agents of nodes have it', async () => {
    for (const workload of made) {
      const pod = podOf(workload);
      const { status, body } = await cluster.wouldCreate({
        ...pod,
        spec: { ...(pod['spec'] as object), hostNetwork: true },
      });
      const isAgent = workload.metadata.namespace === namespaces.nodeAgents;
      expect([workload.metadata.name, status]).toEqual([workload.metadata.name, isAgent ? 201 : 403]);
      if (!isAgent)
        expect((body as { readonly message: string }).message).toContain(
          'violates PodSecurity "restricted:v1.34": host namespaces',
        );
    }
  });
});

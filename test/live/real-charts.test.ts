import { join } from 'node:path';
import type { KubernetesObject } from '../../models/kubernetes';
import { namespaces, objects } from '../../models/names';
import { charts as pinned } from '../../models/versions';
import { definitionsBeside, objectsOf, renderedReleases } from '../stacks/rendered/releases';
import { committed } from '../stacks/synthesised';
import { eventually } from './control-plane/eventually';
import { liveCluster, type LiveCluster } from './live-cluster';
import { install, installDefinitions, saidOf } from './manifests/install';
import { stackObjects } from './manifests/stack-objects';

/** Folder of the real charts, as docs/versions.md says. They come from the network, so most runs have none. */
const { CHARTS: charts } = process.env;
/** prod has all of them but NVIDIA's operator. */
const releases =
  charts === undefined
    ? []
    : renderedReleases().filter(
        ({ file, release }) => file.includes('/prod/') || release.chart === pinned.gpuOperator.chart,
      );

if (charts === undefined) {
  test('real charts are not applied: CHARTS names no folder of them', () => {
    expect(releases).toEqual([]);
  });
} else {
  describe('what the real charts make of our values, on a real API server', () => {
    let cluster: LiveCluster;

    beforeAll(async () => {
      cluster = await liveCluster();
      await installDefinitions(cluster.objects);
      // Its definitions come with the chart; those of the others are releases of their own.
      const [operator] = releases.filter(({ release }) => release.chart === pinned.gpuOperator.chart);
      if (operator === undefined) throw new Error('gpu-operator is not rendered');
      await install(cluster.objects, definitionsBeside(charts, operator));
      const own = stackObjects(join(cluster.folder, 'prod'), committed('prod')).flatMap(
        ({ objects }) => objects,
      );
      // With what they enforce of their pods.
      await install(
        cluster.objects,
        own.filter(({ kind }) => kind === 'Namespace' || kind === 'PriorityClass'),
      );
    });
    afterAll(() => cluster.stop());

    test.each(releases.map((one) => [one.file, one] as const))(
      'is taken without a word: %s',
      async (_file, one) => {
        const made = objectsOf(charts, one).filter((object) => !isTest(object));
        expect(made.length).toBeGreaterThan(0);
        const said: string[] = [];
        for (const object of made) {
          const placed = {
            ...object,
            metadata: { namespace: one.release.namespace, ...object.metadata },
          };
          for (const each of [placed, ...podOf(placed)])
            said.push(...saidOf(each, await cluster.objects.wouldCreate(each)));
        }
        expect(said).toEqual([]);
      },
      120_000,
    );

    test('while the operator does not answer, rules are refused everywhere but beside it', async () => {
      const [stack] = releases.filter(({ release }) => release.name === objects.prometheusStack);
      if (stack === undefined) throw new Error('kube-prometheus-stack is not rendered');
      const hooks = objectsOf(charts, stack).filter(({ kind }) => kind.endsWith('WebhookConfiguration'));
      expect(hooks.map(({ kind }) => kind)).toEqual([
        'MutatingWebhookConfiguration',
        'ValidatingWebhookConfiguration',
      ]);
      const rule = (namespace: string): KubernetesObject => ({
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: { name: 'any', namespace },
        spec: { groups: [] },
      });
      const said = async (namespace: string): Promise<string> =>
        saidOf(rule(namespace), await cluster.objects.wouldCreate(rule(namespace))).join();
      expect(await said(namespaces.observatory)).toBe('');
      await install(cluster.objects, hooks);
      try {
        await eventually('a rule of ours is refused', 30_000, async () =>
          /failed calling webhook/.test(await said(namespaces.observatory)) ? undefined : 'it is taken',
        );
        // Else the release that brings operator and rules could never be installed, upgraded or rolled back.
        expect(await said(namespaces.monitoring)).toBe('');
      } finally {
        for (const hook of hooks) await cluster.objects.remove(hook);
      }
    });

    test('namespaces are those that the releases are in', () => {
      const known: readonly string[] = Object.values(namespaces);
      expect(releases.filter(({ release }) => !known.includes(release.namespace))).toEqual([]);
    });
  });
}

/** Charts bring pods by which `helm test` tries them; nothing here runs it. */
const isTest = ({ metadata }: KubernetesObject): boolean =>
  metadata.annotations?.['helm.sh/hook']?.startsWith('test') === true;

/** The pod that a workload would make: only pods are held to what their namespace enforces. */
function podOf({ kind, metadata, spec }: KubernetesObject): readonly KubernetesObject[] {
  if (!['DaemonSet', 'Deployment', 'Job', 'StatefulSet'].includes(kind)) return [];
  const { template, volumeClaimTemplates = [] } = spec as {
    readonly template: { readonly spec: { readonly volumes?: readonly object[] } };
    readonly volumeClaimTemplates?: readonly KubernetesObject[];
  };
  const { name, namespace } = metadata;
  return [
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
      spec: {
        ...template.spec,
        volumes: [
          ...(template.spec.volumes ?? []),
          ...volumeClaimTemplates.map((claim) => ({
            name: claim.metadata.name,
            persistentVolumeClaim: { claimName: claim.metadata.name },
          })),
        ],
      },
    },
  ];
}

import { gzipSync } from 'node:zlib';
import { loadEnvironments } from '../../environments';
import type { KubernetesObject } from '../../models/kubernetes';
import { namespaces } from '../../models/names';
import { environmentsWith } from '../../scripts/bench/many-models';
import { committed } from '../stacks/synthesised';
import { complaintsIn } from './configuration/complaints';
import { writtenConfiguration } from './configuration/written';
import { clusterObjects, type ClusterObjects } from './control-plane/cluster-objects';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { startPrometheusOperator } from './control-plane/operators';
import { install, installDefinitions, saidOf } from './manifests/install';
import { pacedMonitoring } from './manifests/paced-objects';
import { stackObjects } from './manifests/stack-objects';

const counts = [10, 100, 1_000] as const;
/** What a Secret may hold. Unit: bytes. */
const largestSecret = 1024 * 1024;
const together = 8;

interface Measured {
  readonly models: number;
  /** Unit: seconds. */
  readonly apply: number;
  readonly reconcile: number;
  /** What the jobs take when they are packed, as the operator packs them. Unit: bytes. */
  readonly secret: number;
}

describe('with ten, a hundred and a thousand models', () => {
  let plane: ControlPlane;
  let cluster: ClusterObjects;
  const measured: Measured[] = [];

  beforeAll(async () => {
    plane = await startControlPlane();
    cluster = clusterObjects(plane.api, true);
    await installDefinitions(cluster);
    const platform = stackObjects(`${plane.run.folder}/stacks`, committed('dev'))
      .flatMap(({ objects }) => objects)
      .filter(({ kind }) => ['Namespace', 'Prometheus', 'Alertmanager'].includes(kind));
    const secret = stackObjects(`${plane.run.folder}/routes`, committed('dev'))
      .flatMap(({ objects }) => objects)
      .filter(({ kind }) => kind === 'Secret');
    await install(cluster, [...platform, ...secret]);
  });
  afterAll(() => plane.stop());

  async function applyAll(objects: readonly KubernetesObject[]): Promise<readonly string[]> {
    const said: string[] = [];
    const queue = [...objects];
    const work = async (): Promise<void> => {
      for (let object = queue.pop(); object !== undefined; object = queue.pop())
        said.push(...saidOf(object, await cluster.apply(object)));
    };
    await Promise.all(Array.from({ length: together }, work));
    return said;
  }

  test.each(counts)(
    '%i: all are applied, and the operator writes all of them down',
    async (count) => {
      const [environment] = loadEnvironments(environmentsWith(count, plane.run.folder), 'dev');
      if (environment === undefined) throw new Error('there is no environment');
      const objects = pacedMonitoring(environment, 1);
      const rules = objects.filter(({ kind }) => kind === 'PrometheusRule').length;
      const operator = await startPrometheusOperator(plane);
      const began = Date.now();
      expect(await applyAll(objects)).toEqual([]);
      const applied = Date.now();
      let secret = 0;
      await eventually('the operator has written all', 240_000, async () => {
        const written = await writtenConfiguration(plane.api);
        const found = [written.prometheus.scrape_configs.length, Object.keys(written.rules).length];
        secret = gzipSync(JSON.stringify(written.prometheus)).length;
        const wanted = [objects.length - rules, rules];
        return found.join() === wanted.join() ? undefined : `${found.join()} instead of ${wanted.join()}`;
      });
      const seconds = (from: number, to: number): number => Math.round((to - from) / 100) / 10;
      measured.push({
        models: count,
        apply: seconds(began, applied),
        reconcile: seconds(applied, Date.now()),
        secret,
      });
      expect(complaintsIn(operator.log())).toEqual([]);
      await operator.stop();
      for (const kind of ['podmonitors', 'probes', 'prometheusrules'])
        await plane.api.ask(
          'DELETE',
          `/apis/monitoring.coreos.com/v1/namespaces/${namespaces.observatory}/${kind}`,
        );
    },
    400_000,
  );

  // Times are printed and not judged: what else the machine does lengthens them many times.
  test('a thousand take no more room each than a hundred, and all fit into a Secret', () => {
    process.stdout.write(`${measured.map((one) => JSON.stringify(one)).join('\n')}\n`);
    const [, hundred, thousand] = measured;
    if (hundred === undefined || thousand === undefined) throw new Error('not all was measured');
    expect(thousand.secret / thousand.models).toBeLessThan(hundred.secret / hundred.models);
    expect(thousand.secret).toBeLessThan(largestSecret);
  });
});

import { existsSync } from 'node:fs';
import { nameOf, type KubernetesObject } from '../../models/kubernetes';
import { accessIn } from './control-plane/cluster-access';
import { clusterObjects, type ClusterObjects } from './control-plane/cluster-objects';
import { startControlPlane } from './control-plane/control-plane';
import { kubernetesApi, type KubernetesApi } from './control-plane/kubernetes-api';
import { newRun } from './control-plane/run';

/** The cluster that the live tests use: one of our own, or the one that KUBECONFIG names. */
export interface LiveCluster {
  readonly api: KubernetesApi;
  readonly objects: ClusterObjects;
  /** A folder that is gone with the tests. */
  readonly folder: string;
  /**
   * Says what will be created, where the cluster is somebody's.
   *
   * @throws Error where something of that is there already, because it would be changed and deleted
   */
  readonly announce: (objects: readonly KubernetesObject[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Path that KUBECONFIG names; `undefined` where the live tests start a cluster of their own. */
export function givenKubeconfig(): string | undefined {
  const path = process.env['KUBECONFIG'];
  if (path === undefined || path === '') return undefined;
  if (!existsSync(path)) throw new Error(`KUBECONFIG names ${path}, which is not there`);
  return path;
}

export async function liveCluster(): Promise<LiveCluster> {
  const path = givenKubeconfig();
  if (path === undefined) {
    const { api, run, stop } = await startControlPlane();
    const objects = clusterObjects(api, true);
    return { api, objects, folder: run.folder, announce: () => Promise.resolve(), stop };
  }
  const access = accessIn(path);
  const api = kubernetesApi(access);
  const objects = clusterObjects(api, false);
  const run = newRun();
  run.atEnd(api.close);
  return {
    api,
    objects,
    folder: run.folder,
    announce: (planned) => announce(access.server, objects, planned),
    stop: run.stop,
  };
}

async function announce(
  server: string,
  objects: ClusterObjects,
  planned: readonly KubernetesObject[],
): Promise<void> {
  const names = planned.map(nameOf);
  process.stdout.write(
    `in the cluster ${server} the live tests create and delete:\n${names.map((name) => `  ${name}\n`).join('')}`,
  );
  const there = await Promise.all(
    planned.map(async (object) => ((await isThere(objects, object)) ? [nameOf(object)] : [])),
  );
  if (there.flat().length > 0)
    throw new Error(
      `the cluster has already: ${there.flat().join(', ')}. The live tests would change and delete it, so they need a cluster without`,
    );
}

/** An object whose kind is not known yet cannot be there. */
const isThere = (objects: ClusterObjects, object: KubernetesObject): Promise<boolean> =>
  objects.read(object).then(
    ({ status }) => status === 200,
    () => false,
  );

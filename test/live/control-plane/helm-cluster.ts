import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { homeOf, type Environment } from '../../../environments';
import { binaryOf } from '../../../scripts/tool-binaries';
import { deployedBy, type DeployedRelease } from '../../stacks/deployed';
import { stacksOf, writtenTo, type SynthesisedStack } from '../../stacks/synthesised';
import { installDefinitions, installNamespaces } from '../manifests/install';
import { clusterObjects, type ClusterObjects } from './cluster-objects';
import { startControlPlane, type ControlPlane } from './control-plane';

/** A control plane with definitions and namespaces of ours, a synthesised stack, and the Helm by which it would be deployed. */
export interface HelmCluster {
  readonly plane: ControlPlane;
  readonly cluster: ClusterObjects;
  readonly stack: SynthesisedStack;
  /** Its releases, each with the path of its chart. */
  readonly releases: readonly DeployedRelease[];
  readonly helm: (
    args: readonly string[],
    input?: string,
  ) => { readonly status: number | null; readonly stdout: string; readonly stderr: string };
}

/** @throws Error where the environment has no such stack */
export async function helmCluster(environment: Environment, stackName: string): Promise<HelmCluster> {
  const plane = await startControlPlane();
  try {
    const cluster = clusterObjects(plane.api, true);
    await installDefinitions(cluster);
    await installNamespaces(cluster);
    const folder = join(plane.run.folder, 'synthesised');
    const stack = stacksOf(writtenTo(folder, [environment]))[stackName];
    if (stack === undefined) throw new Error(`there is no ${stackName}`);
    const releases = deployedBy(stack).flatMap((one) =>
      'release' in one
        ? [{ ...one.release, chart: join(folder, 'stacks', stackName, one.release.chart) }]
        : [],
    );
    const env = { ...process.env, KUBECONFIG: plane.kubeconfig(homeOf(environment).context) };
    return {
      plane,
      cluster,
      stack,
      releases,
      helm: (args, input = '') => spawnSync(binaryOf('helm'), [...args], { encoding: 'utf8', input, env }),
    };
  } catch (error) {
    await plane.stop();
    throw error;
  }
}

import { loadAll } from 'js-yaml';
import { spawnSync } from 'node:child_process';
import type { KubernetesObject } from '../../../models/kubernetes';
import { binaryOf, pinnedVersion } from '../../../scripts/tool-binaries';
import type { DeployedRelease } from '../../stacks/deployed';

/** What Helm needs to know of a release to print its objects. */
export type Rendering = Pick<DeployedRelease, 'name' | 'namespace' | 'values'>;

/**
 * What Helm itself makes of a chart that lies on this machine, each object in its namespace.
 *
 * @throws Error with Helm's own words
 */
export function renderedBy(
  chart: string,
  release: Rendering,
  kubernetes = pinnedVersion('kube-apiserver', 'k8s.io/kubernetes'),
): readonly KubernetesObject[] {
  const { name, namespace, values } = release;
  const { status, stdout, stderr, error } = spawnSync(
    binaryOf('helm'),
    [
      ...['template', name, chart, '--namespace', namespace, '--values', '-'],
      // Helm learns it from a cluster otherwise.
      ...['--kube-version', kubernetes],
    ],
    { encoding: 'utf8', input: JSON.stringify(values), maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`helm template ${name} ${chart}: ${error?.message ?? stderr}`);
  return (loadAll(stdout) as readonly (KubernetesObject | null | undefined)[]).flatMap((object) =>
    object === null || object === undefined ? [] : [object],
  );
}

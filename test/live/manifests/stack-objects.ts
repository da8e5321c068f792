import { join } from 'node:path';
import type { Environment } from '../../../environments';
import type { KubernetesObject } from '../../../models/kubernetes';
import { deployedBy, type DeployedRelease } from '../../stacks/deployed';
import { stacksOf, writtenTo } from '../../stacks/synthesised';
import { renderedBy } from './helm';
import { upstreamObjects } from './upstream-charts';

/** What a stack brings to a cluster. */
export interface StackObjects {
  readonly stack: string;
  /** In the order of the stack's resources; without the definitions of custom resources. */
  readonly objects: readonly KubernetesObject[];
  readonly definitions: readonly KubernetesObject[];
}

/**
 * The stacks of an environment, each after those that it needs, with the objects that Terraform and Helm would apply.
 * `folder` is where they are synthesised to.
 */
export function stackObjects(folder: string, environment: Environment): readonly StackObjects[] {
  const stacks = stacksOf(writtenTo(folder, [environment]));
  return Object.values(stacks).flatMap((stack) => {
    const all = deployedBy(stack).flatMap((one) =>
      'object' in one ? [one.object] : releaseObjects(join(folder, 'stacks', stack.name), one.release),
    );
    if (all.length === 0) return [];
    const isDefinition = ({ kind }: KubernetesObject): boolean => kind === 'CustomResourceDefinition';
    return [
      {
        stack: stack.name,
        objects: all.filter((object) => !isDefinition(object)),
        definitions: all.filter(isDefinition),
      },
    ];
  });
}

/** Helm puts an object that names no namespace into the release's, which only the API server can tell apart. */
function releaseObjects(stackFolder: string, release: DeployedRelease): readonly KubernetesObject[] {
  const objects =
    release.upstream === undefined
      ? renderedBy(join(stackFolder, release.chart), release)
      : upstreamObjects(release);
  return objects.map((object) => ({
    ...object,
    metadata: { namespace: release.namespace, ...object.metadata },
  }));
}

import { Aspects, TerraformResource, type TerraformStack } from 'cdktf';
import type { Environment } from '../environments';
import { heldBy } from './held';

/**
 * Lets Terraform refuse to destroy what a protected environment cannot make again, whichever construct made it. It refuses as
 * long as the resource is in the configuration; what leaves it is refused by `npm run apply`.
 */
export function protectHeld(stack: TerraformStack, environment: Environment): void {
  if (!environment.protected) return;
  const given = new Set(environment.mayBeDestroyed.map(({ resource }) => resource));
  Aspects.of(stack).add({
    visit(node) {
      if (!(node instanceof TerraformResource)) return;
      const { terraformResourceType: kind, friendlyUniqueId: id } = node;
      if (heldBy(kind, id) === undefined || given.has(`${kind}.${id}`)) return;
      node.lifecycle = { ...node.lifecycle, preventDestroy: true };
    },
  });
}

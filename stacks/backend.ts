import { AzurermBackend, GcsBackend, LocalBackend, S3Backend, type TerraformStack } from 'cdktf';
import { literals } from '../constructs/terraform-literal';
import type { Cluster, Environment } from '../environments';
import { KubernetesBackend } from './kubernetes-backend';

/**
 * Where the state of a stack lies; `cluster` is the stack's own. All kinds lock it. A relative local directory counts
 * from the folder that holds cdktf.out, because cdktf.out itself is deleted now and then.
 */
export function configureBackend(
  stack: TerraformStack,
  { name, state: given }: Environment,
  cluster: Cluster,
): void {
  const state = literals(given);
  const prefix = `model-observatory/${name}/${stack.node.id}`;
  const key = `${prefix}.tfstate`;
  if (state.s3 !== undefined) {
    const backend = new S3Backend(stack, { ...state.s3, key, encrypt: true });
    backend.addOverride('use_lockfile', true);
  } else if (state.gcs !== undefined) {
    // This backend appends `/default.tfstate` by itself.
    new GcsBackend(stack, { ...state.gcs, prefix });
  } else if (state.azurerm !== undefined) {
    const { resourceGroup, storageAccount, container } = state.azurerm;
    new AzurermBackend(stack, {
      resourceGroupName: resourceGroup,
      storageAccountName: storageAccount,
      containerName: container,
      key,
    });
  } else if (state.kubernetes !== undefined) {
    const { namespace, context } = state.kubernetes;
    new KubernetesBackend(stack, {
      namespace,
      configContext: context ?? literals(cluster.context),
      // Unique as stacks are, and short enough for the label that Terraform makes of it.
      secretSuffix: stack.node.id,
    });
  } else if (state.local !== undefined) {
    const { directory } = state.local;
    // Terraform runs in cdktf.out/stacks/<stack>.
    const root = directory.startsWith('/') ? directory : `../../../${directory}`;
    new LocalBackend(stack, { path: `${root}/${key}` });
  } else {
    throw new Error(`the environment "${name}" says nowhere where its state is kept`);
  }
}

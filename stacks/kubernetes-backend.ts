import { TerraformBackend, type TerraformRemoteState } from 'cdktf';
import type { Construct } from 'constructs';

export interface KubernetesBackendProps {
  readonly namespace: string;
  /** Name of the kubeconfig context. Where the file lies is said by KUBE_CONFIG_PATH. */
  readonly configContext: string;
  /** What tells states apart; a label value that does not end with a hyphen and a number. */
  readonly secretSuffix: string;
}

/** State in Secrets `tfstate-default-<suffix>`, locked with a Lease. cdktf has no class for this backend. */
export class KubernetesBackend extends TerraformBackend {
  constructor(
    scope: Construct,
    private readonly props: KubernetesBackendProps,
  ) {
    super(scope, 'backend', 'kubernetes');
  }

  protected override synthesizeAttributes(): Record<string, string> {
    const { namespace, configContext, secretSuffix } = this.props;
    return { namespace, config_context: configContext, secret_suffix: secretSuffix };
  }

  protected override synthesizeHclAttributes(): Record<string, string> {
    return this.synthesizeAttributes();
  }

  /** @throws always: stacks are joined by names, never by reading each other's states */
  override getRemoteStateDataSource(): TerraformRemoteState {
    throw new Error('a stack does not read the state of another');
  }
}

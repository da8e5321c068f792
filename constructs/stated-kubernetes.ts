import { DataKubernetesServerVersion } from '@cdktf/provider-kubernetes/lib/data-kubernetes-server-version';
import type { Construct } from 'constructs';
import { literal } from './terraform-literal';

/** The version of Kubernetes that an environment says of a cluster. */
export interface StatedKubernetesProps {
  readonly cluster: string;
  /** Such as `1.36`. */
  readonly version: string;
}

/** What the cluster runs, read when Terraform plans. A plan stops where it is not what the environment says. */
export class StatedKubernetes extends DataKubernetesServerVersion {
  constructor(scope: Construct, id: string, { cluster, version }: StatedKubernetesProps) {
    const pattern = `^v?${version.replace('.', '[.]')}([.]|$)`;
    super(scope, id, {
      lifecycle: {
        postcondition: [
          {
            condition: `\${can(regex("${literal(pattern)}", self.version))}`,
            errorMessage: `${literal(`The cluster "${cluster}" runs Kubernetes `)}\${self.version}${literal(`, and clusters.${cluster}.kubernetes says ${version}. Correct it when the upgrade is meant.`)}`,
          },
        ],
      },
    });
  }
}

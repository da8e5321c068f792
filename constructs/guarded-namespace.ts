import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { Construct } from 'constructs';
import { ownedLabels } from '../models/kubernetes';
import { podSecurityVersion } from '../models/versions';

/** What pods of a namespace may do at most, as the Pod Security Standards call it. */
export type PodSecurityLevel = 'privileged' | 'restricted';

/**
 * A namespace of ours, whose API server refuses pods beyond a level. Enforced is the standard of one version, so that no
 * upgrade of a cluster stops pods from starting; warnings and the audit log follow the cluster's own.
 */
export class GuardedNamespace extends NamespaceV1 {
  constructor(scope: Construct, name: string, level: PodSecurityLevel) {
    super(scope, name, {
      metadata: {
        name,
        labels: {
          ...ownedLabels('platform'),
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/enforce-version': podSecurityVersion,
          'pod-security.kubernetes.io/audit': level,
          'pod-security.kubernetes.io/warn': level,
        },
      },
    });
  }
}

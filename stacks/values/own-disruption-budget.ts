import type { KubernetesObject } from '../../models/kubernetes';

/** What is protected while nodes are drained. */
interface Protected {
  readonly metadata: KubernetesObject['metadata'];
  readonly pods: Readonly<Record<string, string>>;
  readonly replicas: number;
}

/** All replicas but one stay when nodes are drained; a budget for a single one would block every drain of its node. */
export const ownDisruptionBudget = ({ metadata, pods, replicas }: Protected): readonly KubernetesObject[] =>
  replicas === 1
    ? []
    : [
        {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata,
          spec: { minAvailable: replicas - 1, selector: { matchLabels: pods } },
        },
      ];

import { PodDisruptionBudgetV1 } from '@cdktf/provider-kubernetes/lib/pod-disruption-budget-v1';
import type { Construct } from 'constructs';
import { ownedLabels } from '../models/kubernetes';

export interface DisruptionBudgetProps {
  readonly namespace: string;
  /** Labels of the pods, of which there are several. */
  readonly selector: Readonly<Record<string, string>>;
}

/** One pod of a kind at a time goes when nodes are drained, and one that does not work anyway never holds that up. */
export class DisruptionBudget extends PodDisruptionBudgetV1 {
  constructor(scope: Construct, name: string, { namespace, selector }: DisruptionBudgetProps) {
    super(scope, name, {
      metadata: { name, namespace, labels: { ...ownedLabels('platform') } },
      spec: { maxUnavailable: '1', selector: { matchLabels: { ...selector } } },
    });
  }
}

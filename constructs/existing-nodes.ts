import { DataKubernetesNodes } from '@cdktf/provider-kubernetes/lib/data-kubernetes-nodes';
import type { Construct } from 'constructs';
import { literal } from './terraform-literal';

/** What must be true of the nodes of a pool. Names and values are those that Kubernetes accepts. */
export interface ExistingNodesProps {
  /** Name of the pool, for messages. */
  readonly pool: string;
  readonly cluster: string;
  /** Labels by which the nodes are found. */
  readonly selector: Readonly<Record<string, string>>;
  readonly minimum: number;
  /** Labels that each of them has. */
  readonly labels: Readonly<Record<string, string>>;
  /** Taints that each of them has, with the effect NoSchedule. */
  readonly taints: readonly { readonly key: string; readonly value: string }[];
}

/**
 * Nodes that are there already, read when Terraform plans. A plan stops where there are too few, or where one lacks a
 * label or a taint, which it names.
 */
export class ExistingNodes extends DataKubernetesNodes {
  constructor(scope: Construct, id: string, props: ExistingNodesProps) {
    const { pool, cluster, selector, minimum, labels, taints } = props;
    const path = `gpuPools.${pool}`;
    const wanted = Object.entries(selector)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    super(scope, id, {
      metadata: { labels: { ...selector } },
      lifecycle: {
        postcondition: [
          ...(minimum === 0
            ? []
            : [
                {
                  condition: `\${length(self.nodes) >= ${minimum}}`,
                  errorMessage: `${literal(`The GPU pool "${pool}" has `)}\${length(self.nodes)}${literal(` nodes in the cluster "${cluster}", by the labels ${wanted}, and needs at least ${minimum}. Label nodes, correct ${path}.selector, or write another ${path}.minimumNodes.`)}`,
                },
              ]),
          ...Object.entries(labels).map(([key, value]) =>
            ofEveryNode(
              `lookup(node.metadata[0].labels, ${quoted(key)}, "") == ${quoted(value)}`,
              `the label ${key}=${value}`,
            ),
          ),
          ...taints.map(({ key, value }) =>
            ofEveryNode(
              `anytrue([for taint in node.spec[0].taints : taint.key == ${quoted(key)} && taint.value == ${quoted(value)} && taint.effect == "NoSchedule"])`,
              `the taint ${key}=${value}:NoSchedule`,
            ),
          ),
        ],
      },
    });

    function ofEveryNode(holds: string, what: string) {
      return {
        condition: `\${alltrue([for node in self.nodes : ${holds}])}`,
        errorMessage: `${literal(`Nodes of the GPU pool "${pool}" in the cluster "${cluster}" lack ${what}: `)}\${join(", ", [for node in self.nodes : node.metadata[0].name if !(${holds})])}.`,
      };
    }
  }
}

/** A text in Terraform's own language. */
const quoted = (text: string): string => JSON.stringify(literal(text));

import { shardLabel } from './shards';

/** A Kubernetes object as it is applied. Plain data; `spec` and the like depend on the kind. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** An object as people read it: `PrometheusRule model-observatory/churn`. */
export const nameOf = ({ kind, metadata: { namespace, name } }: KubernetesObject): string =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** The name under which service discovery tells a label of a pod or of a node. */
export const metaLabel = (of: 'pod' | 'node', label: string): string =>
  `__meta_kubernetes_${of}_label_${label.replace(/[^A-Za-z0-9_]/g, '_')}`;

/** Labels of every object that this project owns. */
export const ownedLabels = (part: string): Readonly<Record<string, string>> => ({
  'app.kubernetes.io/managed-by': 'model-observatory',
  'app.kubernetes.io/part-of': 'model-observatory',
  'app.kubernetes.io/component': part,
});

/** The same of what one Prometheus takes, where several share the models. */
export const watchedLabels = (part: string, shard?: number | string): Readonly<Record<string, string>> => ({
  ...ownedLabels(part),
  ...(shard === undefined ? {} : { [shardLabel]: String(shard) }),
});

import type { Privilege } from '../../../stacks/security/privileged-workloads';

export type Fields = Readonly<Record<string, unknown>>;

export interface Container {
  readonly name: string;
  readonly image?: unknown;
  readonly resources?: unknown;
  /** Absent where `by` makes it. */
  readonly securityContext?: unknown;
}

/** What the pods of one kind may do and get, as a release asks for it. */
export interface Workload {
  readonly name: string;
  readonly replicas: number;
  readonly containers: readonly Container[];
  /** Of the pod. */
  readonly securityContext: unknown;
  readonly priority: unknown;
  /** Whether its pods get a token of the API server; absent where nothing says no. */
  readonly token: unknown;
  /** Whether they need one. */
  readonly asksApiServer: boolean;
  /** Topology spread, or an affinity that does the same. */
  readonly spread: unknown;
  readonly budget: boolean;
  /** What is lost with a pod that keeps nothing; absent where nothing is. */
  readonly storage?: unknown;
  /** What the chart lets its pods do without being asked: read from its templates. */
  readonly brought?: readonly Privilege[];
}

/** A workload and where it comes from. */
export interface PlacedWorkload extends Workload {
  readonly stack: string;
  readonly chart: string;
  readonly namespace: string;
}

export const placeOf = ({ stack, namespace, name }: PlacedWorkload): string =>
  `${stack}: ${namespace}/${name}`;

/** A field below others; undefined where one of them is missing. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? (found as Fields)[key] : undefined),
    value,
  );

export const listAt = (value: unknown, ...path: readonly string[]): readonly unknown[] => {
  const found = at(value, ...path);
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
};

/** What a pod template says of its pods. */
export function ofTemplate(template: unknown) {
  const spec = at(template, 'spec');
  return {
    containers: [...listAt(spec, 'initContainers'), ...listAt(spec, 'containers')] as readonly Container[],
    securityContext: at(spec, 'securityContext'),
    priority: at(spec, 'priorityClassName'),
    token: at(spec, 'automountServiceAccountToken'),
    spread: at(spec, 'topologySpreadConstraints'),
    volumes: listAt(spec, 'volumes'),
  };
}

import type { KubernetesObject } from '../../models/kubernetes';

/** Fields that one program set last, as the API server keeps account of them. */
export interface ManagedFields {
  readonly manager: string;
  readonly operation: string;
  /** When it last set one of them. */
  readonly time?: string;
  readonly subresource?: string;
  /** A tree of `f:<key>`, `k:<keys of an element>` and `v:<value>`. */
  readonly fieldsV1?: FieldTree;
}

export interface FieldTree {
  readonly [step: string]: FieldTree;
}

/** An object as the cluster holds it. */
export type LiveObject = KubernetesObject & {
  readonly metadata: KubernetesObject['metadata'] & { readonly managedFields?: readonly ManagedFields[] };
};

/** A place in an object: keys of maps, and of lists the index in the live object. */
export type Path = readonly (string | number)[];

/** `spec.groups[0].rules[2].expr`; keys that hold dots are quoted. */
export const printPath = (path: Path): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (!/^[\w-]+$/.test(step)) return `["${step}"]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');

/** What an object holds at a path; `undefined` where that leads nowhere. */
export const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Record<string | number, unknown>)[step]
        : undefined,
    value,
  );

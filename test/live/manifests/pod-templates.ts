import type { KubernetesObject } from '../../../models/kubernetes';

interface Container {
  readonly name: string;
  readonly image?: string;
}
interface PodTemplate {
  readonly metadata?: unknown;
  readonly spec?: {
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
}

/**
 * The pod templates in an object of the Elastic operator, as objects of their own: its definitions let every field of a
 * pod pass, and a misspelt one would be dropped in silence when the operator makes the pods.
 */
export function podTemplatesIn(object: KubernetesObject): readonly KubernetesObject[] {
  if (!/\.k8s\.elastic\.co\//.test(object.apiVersion)) return [];
  return found(object).map((template, index) => ({
    apiVersion: 'v1',
    kind: 'PodTemplate',
    metadata: {
      name: `${object.kind.toLowerCase()}-${object.metadata.name}-${index}`,
      ...(object.metadata.namespace === undefined ? {} : { namespace: object.metadata.namespace }),
    },
    template: {
      ...template,
      spec: {
        ...template.spec,
        containers: (template.spec?.containers ?? []).map(withImage),
        ...(template.spec?.initContainers === undefined
          ? {}
          : { initContainers: template.spec.initContainers.map(withImage) }),
      },
    },
  }));
}

function found(value: unknown): readonly PodTemplate[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]) =>
    name === 'podTemplate' ? [field as PodTemplate] : found(field),
  );
}

/** The operator knows the images of its own containers, and their volumes, which are mounted here by name only. */
const withImage = (container: Container): Container => ({ image: 'of-the-operator', ...container });

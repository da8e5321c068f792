import type { KubernetesObject } from '../../../models/kubernetes';
import { gpuAgentsOf, type GpuAgents } from './gpu-agents';
import { podsOf, type Pod } from './pods';

/** What a chart made of our values, as far as the rest of this project relies on it. Its text stays with its authors. */
export interface Facts {
  readonly pods: readonly Pod[];
  readonly services: readonly Service[];
  readonly monitors: readonly Monitor[];
  readonly webhooks: readonly Webhook[];
  readonly ingresses: readonly Ingress[];
  /** Service accounts, and whether pods get a token of theirs unless they say otherwise. */
  readonly accounts: Readonly<Record<string, boolean>>;
  /** Kind and name of roles and of what binds them. */
  readonly rights: readonly string[];
  readonly volumeClaims: readonly string[];
  /** What a budget is about and says, by its name. */
  readonly disruptionBudgets: Readonly<Record<string, unknown>>;
  readonly brought: { readonly secrets: readonly string[]; readonly configMaps: readonly string[] };
  readonly alerts: readonly string[];
  readonly customResources: readonly CustomResource[];
  /** What NVIDIA's operator is told to run on nodes. */
  readonly gpuAgents?: GpuAgents;
}

export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly selector?: Labels;
  /** `<name>`: number, and name or number of the port in the pod. */
  readonly ports: Readonly<Record<string, readonly [number, string | number]>>;
}

export interface Monitor {
  readonly kind: string;
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly selector: Labels;
  readonly ports: readonly string[];
  /** Whether it says how many samples a page may have. */
  readonly limited: boolean;
}

export interface Webhook {
  readonly name: string;
  readonly failurePolicy: string;
  readonly service: string;
  readonly namespaceSelector?: unknown;
}

export interface Ingress {
  readonly className: string;
  readonly host: string;
  readonly path: string;
  readonly service: string;
  readonly port: unknown;
  readonly tls: readonly string[];
}

/** A custom resource of an operator: name, and the fields of its spec by which others find it. */
export interface CustomResource {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly spec: Readonly<Record<string, unknown>>;
}

export type Labels = Readonly<Record<string, string>>;
type Fields = Readonly<Record<string, unknown>>;

/** Fields of a custom resource's spec that others rely on. */
const reliedOn = [
  'serviceAccountName',
  'configSecret',
  'secrets',
  'image',
  'version',
  'podMonitorSelector',
  'podMonitorNamespaceSelector',
  'probeSelector',
  'probeNamespaceSelector',
  'ruleSelector',
  'ruleNamespaceSelector',
  'scrapeConfigSelector',
  'scrapeConfigNamespaceSelector',
  'serviceMonitorSelector',
  'serviceMonitorNamespaceSelector',
  'securityContext',
  'automountServiceAccountToken',
  'elasticsearchRef',
];

/** Facts about the objects of a release; what has no namespace of its own is in that of the release. */
export function factsOf(objects: readonly KubernetesObject[], namespace: string): Facts {
  const of = (...kinds: readonly string[]) => objects.filter(({ kind }) => kinds.includes(kind));
  const names = (...kinds: readonly string[]) =>
    of(...kinds)
      .map(({ metadata }) => metadata.name)
      .sort();
  return {
    pods: objects.flatMap((object) => podsOf(object, namespace)),
    services: of('Service').map((object) => serviceOf(object, namespace)),
    monitors: of('ServiceMonitor', 'PodMonitor').map((object) => monitorOf(object, namespace)),
    webhooks: of('MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration').flatMap(webhooksOf),
    ingresses: of('Ingress').flatMap(ingressesOf),
    accounts: Object.fromEntries(
      of('ServiceAccount').map((object) => [
        object.metadata.name,
        object['automountServiceAccountToken'] !== false,
      ]),
    ),
    rights: of('ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding').map(
      ({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}/${metadata.name}`,
    ),
    volumeClaims: [
      ...of('Prometheus', 'Alertmanager')
        .filter(({ spec }) => (spec as Fields)['storage'] !== undefined)
        .map(({ kind }) => kind),
      ...names('PersistentVolumeClaim'),
      ...of('StatefulSet').flatMap(({ spec }) =>
        list((spec as Fields)['volumeClaimTemplates']).map((claim) =>
          String((claim['metadata'] as Fields)['name']),
        ),
      ),
    ],
    disruptionBudgets: Object.fromEntries(
      of('PodDisruptionBudget').map(({ metadata, spec }) => [metadata.name, spec]),
    ),
    brought: {
      secrets: names('Secret'),
      // Each dashboard of the chart is one.
      configMaps: of('ConfigMap')
        .filter(({ metadata }) => metadata.labels?.['grafana_dashboard'] === undefined)
        .map(({ metadata }) => metadata.name)
        .sort(),
    },
    alerts: [
      ...new Set(
        of('PrometheusRule')
          .flatMap(({ spec }) => list((spec as Fields)['groups']))
          .flatMap(({ rules }) => list(rules))
          .flatMap(({ alert }) => (typeof alert === 'string' ? [alert] : [])),
      ),
    ].sort(),
    customResources: of('Prometheus', 'Alertmanager', 'Elasticsearch', 'Kibana', 'Logstash', 'Beat').map(
      ({ kind, metadata, spec }) => ({
        kind,
        name: metadata.name,
        namespace: metadata.namespace ?? namespace,
        spec: Object.fromEntries(
          Object.entries(spec as Fields).filter(([field]) => reliedOn.includes(field)),
        ),
      }),
    ),
    ...of('ClusterPolicy').reduce((_none, { spec }) => ({ gpuAgents: gpuAgentsOf(spec) }), {}),
  };
}

const list = (value: unknown): readonly Fields[] => (value ?? []) as readonly Fields[];

function serviceOf({ metadata, spec }: KubernetesObject, namespace: string): Service {
  const { selector, ports } = spec as { readonly selector?: Labels; readonly ports?: readonly Fields[] };
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? namespace,
    labels: metadata.labels ?? {},
    ...(selector === undefined ? {} : { selector }),
    ports: Object.fromEntries(
      (ports ?? []).map(({ name, port, targetPort }) => [
        String(name),
        [Number(port), (targetPort ?? port) as string | number] as const,
      ]),
    ),
  };
}

function monitorOf({ kind, metadata, spec }: KubernetesObject, namespace: string): Monitor {
  const { namespaceSelector, selector, endpoints, podMetricsEndpoints, sampleLimit } = spec as {
    readonly namespaceSelector?: { readonly matchNames?: readonly string[] };
    readonly selector: { readonly matchLabels?: Labels };
    readonly endpoints?: readonly Fields[];
    readonly podMetricsEndpoints?: readonly Fields[];
    readonly sampleLimit?: number;
  };
  return {
    kind,
    name: metadata.name,
    namespaces: namespaceSelector?.matchNames ?? [metadata.namespace ?? namespace],
    selector: selector.matchLabels ?? {},
    ports: [...new Set((endpoints ?? podMetricsEndpoints ?? []).map(({ port }) => String(port)))],
    limited: (sampleLimit ?? 0) > 0,
  };
}

const webhooksOf = (object: KubernetesObject): readonly Webhook[] =>
  list(object['webhooks']).map(({ name, failurePolicy, clientConfig, namespaceSelector }) => {
    const { service } = clientConfig as { readonly service: { name: string; namespace: string } };
    return {
      name: String(name),
      failurePolicy: String(failurePolicy),
      service: `${service.namespace}/${service.name}`,
      ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
    };
  });

function ingressesOf({ spec }: KubernetesObject): readonly Ingress[] {
  const { ingressClassName, rules, tls } = spec as {
    readonly ingressClassName: string;
    readonly rules: readonly {
      readonly host: string;
      readonly http: {
        readonly paths: readonly { readonly path: string; readonly backend: { readonly service: Fields } }[];
      };
    }[];
    readonly tls?: readonly { readonly secretName: string }[];
  };
  return rules.flatMap(({ host, http }) =>
    http.paths.map(({ path, backend }) => ({
      className: ingressClassName,
      host,
      path,
      service: String(backend.service['name']),
      port: backend.service['port'],
      tls: (tls ?? []).map(({ secretName }) => secretName),
    })),
  );
}

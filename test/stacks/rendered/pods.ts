import type { KubernetesObject } from '../../../models/kubernetes';
import type { Labels } from './facts';

/** Pods as a workload makes them. */
export interface Pod {
  /** Kind and name of what makes them. */
  readonly of: string;
  readonly namespace: string;
  /** How many, where the object says so. */
  readonly replicas?: number;
  readonly labels: Labels;
  readonly account: string;
  /** What the pod says of the account's token, where it says anything. */
  readonly token?: boolean;
  readonly host: readonly string[];
  readonly securityContext: unknown;
  readonly containers: readonly Container[];
  /** How replicas are kept apart, where that is said. */
  readonly spread?: unknown;
  readonly affinity?: unknown;
  /** The headless Service of a StatefulSet. */
  readonly service?: string;
  /** Name of each volume, and what it is. */
  readonly volumes: Readonly<Record<string, string>>;
  /** Secrets and ConfigMaps that must be there, by volume, variable or reference. */
  readonly refers: { readonly secrets: readonly string[]; readonly configMaps: readonly string[] };
}

export interface Container {
  readonly name: string;
  readonly runs: 'first' | 'along';
  /** Absent where the operator knows it. */
  readonly image?: string;
  readonly ports: Readonly<Record<string, number>>;
  readonly securityContext: unknown;
  /** What the kubelet asks of it, where that is said. */
  readonly probes: Readonly<Record<string, unknown>>;
  /** Whether an image is asked for anew. */
  readonly pull?: string;
  /** Which requests and limits there are; how much is `environments/sizes.ts`. */
  readonly resources: readonly string[];
  /** Failure policy of a webhook, which the chart's job writes again. */
  readonly failurePolicy?: string;
}

type Fields = Readonly<Record<string, unknown>>;

interface Template {
  readonly metadata?: { readonly labels?: Labels };
  readonly spec?: Fields;
}

/** Labels that the Elastic operator gives to the pods of its resources. */
const elasticLabels: Readonly<Record<string, string>> = {
  Elasticsearch: 'elasticsearch.k8s.elastic.co/cluster-name',
  Kibana: 'kibana.k8s.elastic.co/name',
  Logstash: 'logstash.k8s.elastic.co/name',
  Beat: 'beat.k8s.elastic.co/name',
};

/** Those that prometheus-operator gives. */
const monitoringLabels: Readonly<Record<string, (name: string) => Labels>> = {
  Prometheus: (name) => ({ 'app.kubernetes.io/name': 'prometheus', 'operator.prometheus.io/name': name }),
  Alertmanager: (name) => ({ 'app.kubernetes.io/name': 'alertmanager', alertmanager: name }),
};

/** Pods of an object, one for each template in it. Names of ports that operators add are theirs. */
export function podsOf(object: KubernetesObject, fallback: string): readonly Pod[] {
  const { kind, metadata } = object;
  const namespace = metadata.namespace ?? fallback;
  const { replicas, serviceName } = (object['spec'] ?? {}) as {
    readonly replicas?: number;
    readonly serviceName?: string;
  };
  return templatesOf(object).map(({ metadata: own, spec = {} }) => {
    const elastic = elasticLabels[kind];
    return {
      of: `${kind} ${metadata.name}`,
      namespace,
      ...(replicas === undefined ? {} : { replicas }),
      ...(serviceName === undefined ? {} : { service: serviceName }),
      labels: {
        ...own?.labels,
        ...(elastic === undefined ? {} : { [elastic]: metadata.name }),
        ...monitoringLabels[kind]?.(metadata.name),
      },
      account: String(spec['serviceAccountName'] ?? 'default'),
      ...(spec['automountServiceAccountToken'] === undefined
        ? {}
        : { token: spec['automountServiceAccountToken'] === true }),
      host: ['hostNetwork', 'hostPID', 'hostIPC'].filter((one) => spec[one] === true),
      securityContext: spec['securityContext'] ?? {},
      containers: [
        ...list(spec['initContainers']).map((one) => containerOf(one, 'first')),
        ...list(spec['containers']).map((one) => containerOf(one, 'along')),
      ],
      ...(spec['topologySpreadConstraints'] === undefined
        ? {}
        : { spread: spec['topologySpreadConstraints'] }),
      ...(spec['affinity'] === undefined ? {} : { affinity: spec['affinity'] }),
      volumes: Object.fromEntries(list(spec['volumes']).map((one) => [String(one['name']), volumeOf(one)])),
      refers: referencesOf(spec),
    };
  });
}

function templatesOf({ kind, spec, ...object }: KubernetesObject): readonly Template[] {
  if (kind === 'Pod') return [{ ...object, spec: spec as Fields }];
  const { template, podTemplate, podMetadata, daemonSet, nodeSets, containers, securityContext } = (spec ??
    {}) as {
    readonly template?: Template;
    readonly podMetadata?: Template['metadata'];
    readonly podTemplate?: Template;
    readonly daemonSet?: { readonly podTemplate: Template };
    readonly nodeSets?: readonly { readonly podTemplate?: Template }[];
    readonly containers?: unknown;
    readonly securityContext?: unknown;
  };
  // The operator of Prometheus has no template: the fields of its pods are those of the resource.
  if (kind in monitoringLabels)
    return [
      {
        metadata: podMetadata ?? {},
        spec: { ...(spec as Fields), containers, securityContext, volumes: [] },
      },
    ];
  return [template, podTemplate, daemonSet?.podTemplate, ...(nodeSets ?? []).map((one) => one.podTemplate)]
    .filter((one) => one !== undefined)
    .filter(({ spec: pod }) => pod !== undefined);
}

function containerOf(given: Fields, runs: Container['runs']): Container {
  const { requests, limits } = (given['resources'] ?? {}) as {
    readonly requests?: object;
    readonly limits?: object;
  };
  const policy = list(given['args'])
    .map((one) => /^--patch-failure-policy=(.*)$/.exec(String(one))?.[1])
    .find((one) => one !== undefined);
  return {
    name: String(given['name']),
    runs,
    ...(given['image'] === undefined ? {} : { image: String(given['image']) }),
    ports: Object.fromEntries(
      list(given['ports']).map(({ name, containerPort }) => [
        String(name ?? containerPort),
        Number(containerPort),
      ]),
    ),
    securityContext: given['securityContext'] ?? {},
    probes: Object.fromEntries(
      ['readinessProbe', 'livenessProbe', 'startupProbe'].flatMap((probe) =>
        given[probe] === undefined ? [] : [[probe, given[probe]]],
      ),
    ),
    ...(given['imagePullPolicy'] === undefined ? {} : { pull: String(given['imagePullPolicy']) }),
    resources: [
      ...Object.keys(requests ?? {}).map((one) => `requests.${one}`),
      ...Object.keys(limits ?? {}).map((one) => `limits.${one}`),
    ],
    ...(policy === undefined ? {} : { failurePolicy: policy }),
  };
}

/** `secret name`, `hostPath /proc`, `emptyDir`: the kind of a volume, and which. */
function volumeOf({ name: _name, ...source }: Fields): string {
  const [[kind = 'none', what] = []] = Object.entries(source);
  const { path, secretName, name, claimName } = (what ?? {}) as Readonly<Record<string, string | undefined>>;
  return [kind, path ?? secretName ?? name ?? claimName].filter((one) => one !== undefined).join(' ');
}

/** Every reference to a Secret or a ConfigMap that is not optional, wherever it stands in a pod. */
function referencesOf(spec: Fields): Pod['refers'] {
  const secrets = new Set<string>();
  const configMaps = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, field] of Object.entries(value)) {
      const { name, secretName, optional } = (field ?? {}) as Readonly<Record<string, unknown>>;
      if (optional === true) continue;
      if (key === 'secret' || key === 'secretRef' || key === 'secretKeyRef')
        if (typeof (secretName ?? name) === 'string') secrets.add(String(secretName ?? name));
      if (key === 'configMap' || key === 'configMapRef' || key === 'configMapKeyRef')
        if (typeof name === 'string') configMaps.add(name);
      visit(field);
    }
  };
  visit(spec);
  for (const name of [spec['configSecret'], ...list(spec['secrets'])])
    if (typeof name === 'string') secrets.add(name);
  return { secrets: [...secrets].sort(), configMaps: [...configMaps].sort() };
}

const list = (value: unknown): readonly Fields[] =>
  Array.isArray(value) ? (value as readonly Fields[]) : [];

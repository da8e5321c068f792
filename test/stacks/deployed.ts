import type { KubernetesObject } from '../../models/kubernetes';
import { asRendered, valuesOf, type Arguments, type SynthesisedStack } from './synthesised';

/** What Terraform would make of one resource of a stack in a cluster. */
export type Deployed =
  | { readonly address: string; readonly object: KubernetesObject }
  | { readonly address: string; readonly release: DeployedRelease };

/** A release that Helm would make. */
export interface DeployedRelease {
  readonly name: string;
  readonly namespace: string;
  /** Name of an upstream chart, or the path of our own below the stack's folder. */
  readonly chart: string;
  /** Only upstream charts come from somewhere. */
  readonly upstream?: { readonly repository: string; readonly version: string };
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * All that the resources of a stack are in a cluster. Later resources are covered by construction: a kind that is not
 * known here, or an argument that nobody has thought of, is an error and not passed over.
 *
 * @throws Error that names the resource
 */
export const deployedBy = (stack: SynthesisedStack): readonly Deployed[] =>
  Object.entries(stack.resources).flatMap(([address, given]) => {
    const type = address.split('.')[0] ?? '';
    if (elsewhere.test(type)) return [];
    const make = kinds[type];
    if (make === undefined)
      throw new Error(`${stack.name} ${address}: the live tests do not know what a ${type} is in a cluster`);
    return [make(`${stack.name} ${address}`, rendered(given))];
  });

/** Objects of Grafana and of Elasticsearch, which are in no cluster. */
const elsewhere = /^(?:grafana|elasticstack)_/;

/** What only Terraform reads. */
const ofTerraform = ['depends_on', 'lifecycle'];

const rendered = (given: Arguments): Arguments =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !ofTerraform.includes(name)));

const kinds: Readonly<Record<string, (address: string, given: Arguments) => Deployed>> = {
  kubernetes_namespace_v1: (address, given) => {
    only(address, given, 'metadata');
    return { address, object: { apiVersion: 'v1', kind: 'Namespace', metadata: metadataOf(given) } };
  },
  kubernetes_priority_class_v1: (address, given) => {
    only(address, given, 'metadata', 'value', 'description');
    const { value, description } = given;
    const metadata = metadataOf(given);
    return {
      address,
      object: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata, value, description },
    };
  },
  kubernetes_pod_disruption_budget_v1: (address, given) => {
    only(address, given, 'metadata', 'spec');
    const spec = budgetOf(given['spec']);
    const metadata = metadataOf(given);
    return { address, object: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec } };
  },
  kubernetes_network_policy_v1: (address, given) => {
    only(address, given, 'metadata', 'spec');
    const spec = policyOf(given['spec']);
    const metadata = metadataOf(given);
    return { address, object: { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata, spec } };
  },
  kubernetes_config_map_v1: (address, given) => {
    only(address, given, 'metadata', 'data');
    const data = textsOf(given['data']);
    return { address, object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: metadataOf(given), data } };
  },
  kubernetes_service_account_v1: (address, given) => {
    only(address, given, 'metadata', 'automount_service_account_token');
    const automountServiceAccountToken = given['automount_service_account_token'];
    return {
      address,
      object: {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: metadataOf(given),
        automountServiceAccountToken,
      },
    };
  },
  kubernetes_secret_v1: (address, given) => {
    only(address, given, 'metadata', 'data', 'type');
    const data = Object.fromEntries(
      Object.entries(textsOf(given['data'])).map(([key, text]) => [
        key,
        Buffer.from(text).toString('base64'),
      ]),
    );
    const type = String(given['type'] ?? 'Opaque');
    return { address, object: { apiVersion: 'v1', kind: 'Secret', metadata: metadataOf(given), type, data } };
  },
  helm_release: (address, given) => {
    only(address, given, ...releaseArguments);
    const { name, namespace, chart, repository, version } = given;
    const upstream = { repository: String(repository), version: String(version) };
    return {
      address,
      release: {
        name: String(name),
        namespace: String(namespace),
        chart: String(chart),
        ...(repository === undefined ? {} : { upstream }),
        values: valuesOf(given),
      },
    };
  },
};

/** The provider takes numbers as texts, and a selector's labels under the name that Terraform gives them. */
function budgetOf(given: unknown): Arguments {
  const { max_unavailable, selector } = given as {
    readonly max_unavailable: string;
    readonly selector: { readonly match_labels: Readonly<Record<string, string>> };
  };
  return { maxUnavailable: Number(max_unavailable), selector: { matchLabels: selector.match_labels } };
}

/** The provider has fields in its own spelling, ports as texts, and leaves out empty lists. */
const policyOf = (given: unknown): unknown =>
  JSON.parse(asRendered(JSON.stringify(given)), (key, value: unknown) =>
    key === 'port' ? Number(value) : inKubernetes(value),
  ) as unknown;

const inKubernetes = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .filter(([, field]) => !(Array.isArray(field) && field.length === 0))
          .map(([key, field]: [string, unknown]) => [
            /^[a-z_]+$/.test(key) ? key.replace(/_[a-z]/g, (match) => match.slice(1).toUpperCase()) : key,
            field,
          ]),
      );

/** The last six say how Helm goes about it and change nothing that it applies. */
const releaseArguments = [
  ...['name', 'namespace', 'chart', 'repository', 'version', 'values'],
  ...['atomic', 'cleanup_on_fail', 'max_history', 'timeout', 'wait', 'wait_for_jobs'],
];

function only(address: string, given: Arguments, ...known: readonly string[]): void {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new Error(`${address}: the live tests do not know what ${unknown.join(', ')} does in a cluster`);
}

const textsOf = (given: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(given as Readonly<Record<string, string>>).map(([key, text]) => [
      asRendered(key),
      asRendered(text),
    ]),
  );

const metadataOf = (given: Arguments): KubernetesObject['metadata'] =>
  JSON.parse(asRendered(JSON.stringify(given['metadata']))) as KubernetesObject['metadata'];

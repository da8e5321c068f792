import { loadEnvironments } from '../../environments';
import { namespaces } from '../../models/names';
import type { KubernetesObject } from '../../models/kubernetes';
import { deployedBy } from '../stacks/deployed';
import { factsOf, type Facts, type Labels } from '../stacks/rendered/facts';
import { allFacts } from '../stacks/rendered/golden';
import type { Pod } from '../stacks/rendered/pods';
import { broughtSecrets } from '../../stacks/security/brought-secrets';
import { overAllPlatforms, synthesised, withSeveralPrometheus } from '../stacks/synthesised';

/** An object that is in a cluster, by the kind that kubectl takes, in lower case. */
export interface Present {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly labels?: Labels;
  /** Of a Service. */
  readonly ports?: readonly number[];
  /** Of a Secret, where they are known. */
  readonly keys?: readonly string[];
  /** Names of the containers of a pod. */
  readonly containers?: readonly string[];
}

/** What people run commands against: all that the stacks, the charts and the operators make of our environments. */
export interface Cluster {
  readonly stacks: readonly string[];
  readonly namespaces: readonly string[];
  readonly objects: readonly Present[];
  readonly releases: readonly { readonly name: string; readonly namespace: string }[];
}

/** What operators make of a resource, as their sources say: labels and containers of its pods, Services and Secrets. */
const made: Readonly<
  Record<
    string,
    (name: string) => {
      readonly pod: string;
      readonly labels: Labels;
      readonly containers: readonly string[];
      readonly services?: Readonly<Record<string, number>>;
      readonly secrets?: Readonly<Record<string, readonly string[]>>;
    }
  >
> = {
  Prometheus: (name) => ({
    pod: `prometheus-${name}-0`,
    labels: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': name },
    containers: ['prometheus', 'config-reloader'],
  }),
  Alertmanager: (name) => ({
    pod: `alertmanager-${name}-0`,
    labels: { 'app.kubernetes.io/name': 'alertmanager', 'app.kubernetes.io/instance': name },
    containers: ['alertmanager', 'config-reloader'],
  }),
  Elasticsearch: (name) => ({
    pod: `${name}-es-default-0`,
    labels: { 'common.k8s.elastic.co/type': 'elasticsearch' },
    containers: ['elasticsearch'],
    services: { [`${name}-es-http`]: 9200 },
    secrets: { [`${name}-es-elastic-user`]: ['elastic'] },
  }),
  Kibana: (name) => ({
    pod: `${name}-kb-0`,
    labels: { 'common.k8s.elastic.co/type': 'kibana' },
    containers: ['kibana'],
    services: { [`${name}-kb-http`]: 5601 },
  }),
  Logstash: (name) => ({
    pod: `${name}-ls-0`,
    labels: { 'common.k8s.elastic.co/type': 'logstash' },
    containers: ['logstash'],
    // The second is that of its input, which our values name.
    services: { [`${name}-ls-api`]: 9600, [`${name}-ls-beats`]: 5044 },
    secrets: { [`${name}-ls-pipeline`]: ['pipelines.yml'] },
  }),
  Beat: (name) => ({
    pod: `${name}-beat-filebeat-0`,
    labels: { 'common.k8s.elastic.co/type': 'beat' },
    containers: ['filebeat'],
  }),
};

function podOf({ of, namespace, labels, containers }: Pod): readonly Present[] {
  const [kind = '', name = ''] = of.split(' ');
  const own = made[kind]?.(name);
  const pod: Present = {
    kind: 'pod',
    namespace,
    name: own?.pod ?? `${name}-0`,
    labels: { ...labels, ...own?.labels },
    containers: [...containers.map((one) => one.name), ...(own?.containers ?? [])],
  };
  const services = Object.entries(own?.services ?? {}).map(([service, port]): Present => ({
    kind: 'service',
    namespace,
    name: service,
    ports: [port],
  }));
  const secrets = Object.entries(own?.secrets ?? {}).map(([secret, keys]): Present => ({
    kind: 'secret',
    namespace,
    name: secret,
    keys,
  }));
  return [{ kind: kind.toLowerCase(), namespace, name }, pod, ...services, ...secrets];
}

const presentOf = ({ pods, services }: Facts): readonly Present[] => [
  ...pods.flatMap(podOf),
  ...services.map(({ name, namespace, ports }) => ({
    kind: 'service',
    namespace,
    name,
    ports: Object.values(ports).map(([port]) => port),
  })),
];

/** The clusters of the committed environments, of the fixture that has all platforms, and of one with several Prometheus, as one. */
export function clusterOf(folder: string): Cluster {
  const stacks = Object.values(
    synthesised([...loadEnvironments(folder), overAllPlatforms(), withSeveralPrometheus()]),
  );
  const deployed = stacks.flatMap(deployedBy);
  const releases = deployed.flatMap((one) => ('release' in one ? [one.release] : []));
  const own = [
    ...deployed.flatMap((one) => ('object' in one ? [{ object: one.object, namespace: '' }] : [])),
    ...releases.flatMap(({ namespace, values }) =>
      ((values['objects'] ?? []) as readonly KubernetesObject[]).map((object) => ({ object, namespace })),
    ),
  ];
  return {
    stacks: stacks.map(({ name }) => name),
    namespaces: [...Object.values(namespaces), 'default', 'kube-system'],
    objects: [
      ...allFacts.flatMap(([, facts]) => presentOf(facts)),
      ...own.flatMap(({ object, namespace }) => presentOf(factsOf([object], namespace))),
      ...own.map(({ object: { kind, metadata }, namespace }) => ({
        kind: kind.toLowerCase(),
        namespace: metadata.namespace ?? namespace,
        name: metadata.name,
        labels: metadata.labels ?? {},
      })),
      ...broughtSecrets.map(({ name, namespace, keys }) => ({ kind: 'secret', namespace, name, keys })),
      { kind: 'secret', namespace: namespaces.monitoring, name: 'grafana-deployer', keys: ['token'] },
    ],
    releases: releases.map(({ name, namespace }) => ({ name, namespace })),
  };
}

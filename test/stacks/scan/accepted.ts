import type { Objection } from './kube-score';

/** An objection of the scanner that stays, with the reason. */
export interface Accepted {
  readonly check: string;
  /** Kind and name; every object where absent. */
  readonly object?: string;
  readonly container?: string;
  readonly reason: string;
}

const plugin = 'DaemonSet gpu-system/nvidia-device-plugin';
const shares = `${plugin}-mps-control-daemon`;

/** Of every object. What is on no list fails the tests, and so does what the scanner no longer objects to. */
export const everywhere: readonly Accepted[] = [
  {
    check: 'container-ephemeral-storage-request-and-limit',
    reason:
      'What pods write beside their volumes is a few files in emptyDir; a limit would evict them, and a request keeps nodes empty for nothing.',
  },
  {
    check: 'container-image-pull-policy',
    reason:
      'Every image is of one version, which a registry does not give twice; asking anew at each start would make restarts depend on the registry.',
  },
  {
    check: 'container-security-context-user-group-id',
    reason:
      'Images come with a user of their own, and volumes belong to it already; none is root but where that is on record (stacks/security/privileged-workloads.ts).',
  },
  {
    check: 'pod-probes-identical',
    reason:
      "The charts' own: these programs have one page that says whether they work, and the two probes differ in how often it may fail.",
  },
];

/** Of workloads that charts write, one by one. */
export const ofCharts: readonly Accepted[] = [
  {
    check: 'deployment-has-host-podantiaffinity',
    object: 'Deployment monitoring/thanos-query',
    reason:
      'Its replicas are kept on nodes of their own by topologySpreadConstraints, which the scanner does not count.',
  },
  // One replica of each is enough, or all that can be.
  {
    check: 'deployment-replicas',
    object: 'Deployment logging/prometheus-elasticsearch-exporter',
    reason: 'Tells of a cluster as a whole: a second one would tell the same twice.',
  },
  {
    check: 'deployment-replicas',
    object: 'Deployment monitoring/kube-prometheus-stack-grafana',
    reason: 'Its database is a file, which two cannot share. Alerts do not depend on it.',
  },
  {
    check: 'deployment-replicas',
    object: 'Deployment monitoring/kube-prometheus-stack-kube-state-metrics',
    reason: 'Tells of all objects: a second one would tell the same twice.',
  },
  {
    check: 'deployment-replicas',
    object: 'Deployment monitoring/kube-prometheus-stack-operator',
    reason: 'Works when something changes; what it has made runs on without it.',
  },
  // Services of what others make.
  {
    check: 'service-targets-pod',
    object: 'Service kube-system/kube-prometheus-stack-coredns',
    reason: "The cluster's own pods.",
  },
  {
    check: 'service-targets-pod',
    object: 'Service monitoring/kube-prometheus-stack-alertmanager',
    reason: 'The operator makes its pods.',
  },
  {
    check: 'service-targets-pod',
    object: 'Service monitoring/kube-prometheus-stack-prometheus',
    reason: 'The operator makes its pods.',
  },
  ...[
    'logging/elasticsearch',
    'logging/kibana',
    'logging/logstash',
    'monitoring/alertmanager',
    'monitoring/prometheus',
    'monitoring/prometheus-long-term',
    'monitoring/prometheus-models',
    'node-agents/filebeat',
  ].map((policy) => ({
    check: 'networkpolicy-targets-pod',
    object: `NetworkPolicy ${policy}`,
    reason: 'An operator makes its pods, which the live lane looks at.',
  })),
  {
    check: 'networkpolicy-targets-pod',
    object: 'NetworkPolicy model-observatory/closed-by-default',
    reason: 'Nothing runs there; it is about whoever puts something there.',
  },
  // No pod of theirs is called by name.
  ...['logging/elastic-operator', 'monitoring/prometheus-pushgateway'].map((set) => ({
    check: 'statefulset-has-servicename',
    object: `StatefulSet ${set}`,
    reason: 'Nobody calls one of its pods by name.',
  })),
  // Write to their own file system.
  {
    check: 'container-security-context-readonlyrootfilesystem',
    object: 'DaemonSet node-agents/dcgm-exporter',
    reason: 'The library that reads GPUs keeps files where it likes, and its chart has no volume for them.',
  },
  // What hands out GPUs.
  ...[plugin, shares].flatMap((object) =>
    ['container-security-context-readonlyrootfilesystem', 'container-seccomp-profile'].map((check) => ({
      check,
      object,
      reason:
        'Hands out devices of the node, which is on record (stacks/security/privileged-workloads.ts); the chart has no such setting for it.',
    })),
  ),
  {
    check: 'container-security-context-privileged',
    object: shares,
    reason: 'Shares a GPU among processes of other pods, which is on record.',
  },
];

/** Whether an exception is about an objection. */
export const accepts = ({ check, object, container }: Accepted, about: Objection): boolean =>
  check === about.check &&
  (object === undefined || object === about.object) &&
  (container === undefined || container === about.container);

/** Objections that no exception is about, a line each. */
export const unaccepted = (
  objections: readonly Objection[],
  exceptions: readonly Accepted[],
): readonly string[] =>
  objections
    .filter((one) => !exceptions.some((exception) => accepts(exception, one)))
    .map(({ check, object, container, says }) =>
      [check, object, container, `(${says})`].filter((part) => part !== '').join(' '),
    );

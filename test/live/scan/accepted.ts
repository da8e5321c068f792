import { everywhere, type Accepted } from '../../stacks/scan/accepted';

/** As the operator calls the set of a Prometheus or an Alertmanager. */
const monitoring = (name: string): string => `monitoring/${name}-kube-prometheus-stack-${name}`;

/** Objections of the scanner to what operators write, with the reasons: one by one, and those of every object. */
export const acceptedOfOperators: readonly Accepted[] = [
  ...everywhere,
  ...['networkpolicy-targets-pod', 'service-targets-pod'].map((check) => ({
    check,
    reason: 'Pods of charts do not run here; `npm test` looks at them.',
  })),
  ...['alertmanager', 'prometheus'].map((name) => ({
    check: 'statefulset-has-poddisruptionbudget',
    object: `StatefulSet ${monitoring(name)}`,
    reason: 'The chart brings its budget, which is among the facts of the rendered charts.',
  })),
  ...[
    ['statefulset', `StatefulSet ${monitoring('alertmanager')}`],
    ['statefulset', `StatefulSet ${monitoring('prometheus')}`],
    ['statefulset', 'StatefulSet logging/observatory-ls'],
    ['deployment', 'Deployment logging/observatory-kb'],
  ].map(([kind = '', object = '']) => ({
    check: `${kind}-has-host-podantiaffinity`,
    object,
    reason:
      'Its replicas are kept on nodes of their own by topologySpreadConstraints, which the scanner does not count.',
  })),
  ...['logging/elastic-operator', 'logging/observatory-ls'].map((set) => ({
    check: 'statefulset-has-servicename',
    object: `StatefulSet ${set}`,
    reason: 'Nobody calls one of its pods by name.',
  })),
  ...[
    'StatefulSet logging/observatory-es-all',
    'StatefulSet logging/observatory-es-hot',
    'StatefulSet logging/observatory-es-masters',
    'StatefulSet logging/observatory-ls',
    'Deployment logging/observatory-kb',
  ].map((object) => ({
    check: 'pod-probes',
    object,
    reason:
      'Its makers leave out a liveness probe on purpose: what is slow under load, or recovers, would be killed for it.',
  })),
  {
    check: 'deployment-replicas',
    object: 'Deployment logging/observatory-kb',
    reason: 'One in profile single, which stops with its node.',
  },
  {
    check: 'container-security-context-readonlyrootfilesystem',
    object: 'StatefulSet logging/observatory-ls',
    reason: 'Its operator has it write its settings and its keystore into the folders of the image.',
  },
];

import { createHash } from 'node:crypto';
import type { Environment } from '../environments';
import { minutes, inSeconds } from '../models/duration';
import { ownedLabels, type KubernetesObject } from '../models/kubernetes';
import { serviceUrls } from '../models/links';
import { namespaces, objects } from '../models/names';
import { elasticsearchImage } from '../models/versions';
import { networkWorkloads } from './network/workloads';
import { hardenedContainer, restrictedPod } from './values/hardened';

/** Nodes come up one after the other, and volumes and images take their time. */
export const patience = minutes(15);

const authority = '/authority';

/**
 * A Job that is done when Elasticsearch answers. Helm is done as soon as the operator has the resource, and whoever configures
 * Elasticsearch then would find nobody.
 */
export function elasticsearchReady(environment: Environment): KubernetesObject {
  const version = environment.versions['elastic-stack'];
  const spec = specOf(elasticsearchImage(version));
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      // A Job cannot be changed: one that is otherwise, or waits for another version, is another one.
      name: `elasticsearch-ready-${version.replaceAll('.', '-')}-${digestOf(spec)}`,
      namespace: namespaces.logging,
      labels: ownedLabels('logs'),
    },
    spec,
  };
}

const digestOf = (spec: object): string =>
  createHash('sha256').update(JSON.stringify(spec)).digest('hex').slice(0, 8);

/**
 * Asks the Service, which leads to nodes only once they have joined a cluster. Any answer will do: it does not know who asks,
 * and is told 401. It asks until somebody answers, and nothing but the deadline of the Job ends it before.
 */
export const readyCommand: readonly string[] = [
  ...['curl', '--silent', '--show-error', '--output', '/dev/null', '--max-time', '10'],
  ...['--retry', '9999', '--retry-delay', '5', '--retry-all-errors'],
  ...['--cacert', `${authority}/ca.crt`],
  serviceUrls.elasticsearch,
];

const specOf = (image: string) => ({
  activeDeadlineSeconds: inSeconds(patience),
  backoffLimit: 3,
  template: {
    metadata: { labels: { ...ownedLabels('logs'), ...networkWorkloads['elasticsearch-ready'].labels } },
    spec: {
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      priorityClassName: objects.priority,
      securityContext: restrictedPod(1000, 1000),
      containers: [
        {
          name: 'curl',
          image,
          command: readyCommand,
          resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
          securityContext: hardenedContainer,
          volumeMounts: [{ name: 'authority', mountPath: authority, readOnly: true }],
        },
      ],
      // The operator makes it at once, so the pod waits for it for a moment.
      volumes: [
        {
          name: 'authority',
          secret: {
            secretName: objects.elasticsearchCertificate,
            items: [{ key: 'ca.crt', path: 'ca.crt' }],
          },
        },
      ],
    },
  },
});

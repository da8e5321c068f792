import type { Environment } from '../environments';
import { serviceUrls } from '../models/links';
import { filebeatTls, nodeFolders } from './deployment';
import { joining } from './joined-lines';
import { limits } from './limits';

/**
 * Filebeat's configuration. It names the models' namespaces and no model, so only a new namespace restarts it.
 * `NODE_NAME` is the node's name, from the environment of the pod. `podsBy` are processors that tell of which pod a line is,
 * where there is no Kubernetes to ask.
 */
export function filebeatConfiguration(
  { modelNamespace, models }: Pick<Environment, 'modelNamespace' | 'models'>,
  podsBy: readonly object[] = [addPods],
): Readonly<Record<string, unknown>> {
  // The usual namespace is always read: Filebeat refuses to start without an input, and the first model restarts nothing.
  const namespaces = [...new Set([modelNamespace, ...models.map(({ namespace }) => namespace)])].sort();
  return {
    'filebeat.inputs': [containerLogs(namespaces)],
    processors: [...podsBy, { include_fields: { fields: [...shipped] } }],
    'output.logstash': {
      hosts: [serviceUrls.logstash],
      loadbalance: true,
      ssl: {
        certificate_authorities: [`${filebeatTls}/ca.crt`],
        certificate: `${filebeatTls}/tls.crt`,
        key: `${filebeatTls}/tls.key`,
      },
    },
    max_procs: 2,
  };
}

const containerLogs = (namespaces: readonly string[]): Readonly<Record<string, unknown>> => ({
  type: 'filestream',
  id: 'model-containers',
  // <pod>_<namespace>_<container>-<id>.log; no part can hold an underscore.
  paths: namespaces.map((namespace) => `${nodeFolders.containers}/*_${namespace}_*.log`),
  // Pieces of a long line are put together before lines are.
  parsers: [{ container: {} }, { multiline: joining }],
  message_max_bytes: limits.shipped,
  // Below the scanner's 1024 bytes a file would wait, and the log of a short batch job would never be read. A line
  // begins with its time in nanoseconds, so 64 bytes tell files apart. A file's fingerprint is its identity by default
  // since 9.0; the setting that says so has no value, and Helm drops keys without one.
  'prospector.scanner': { symlinks: true, fingerprint: { enabled: true, offset: 0, length: 64 } },
});

/**
 * For all lines together: as a processor of the input every file would have its own, with its own watch of the API server,
 * and the first lines of each would be gone before that has answered.
 */
const addPods = {
  add_kubernetes_metadata: {
    node: '${NODE_NAME}',
    // Without it, what is read before the API server has told of the pods is of no pod, so of no model, and lost.
    wait_for_metadata: true,
    matchers: [{ logs_path: { logs_path: `${nodeFolders.containers}/` } }],
  },
} as const;

/** What leaves the node. Labels travel whole, because any of them may tell the model; annotations stay. */
const shipped = [
  'message',
  'stream',
  'log.file.path',
  // Tells equal lines apart, and tells a line that is sent twice.
  'log.offset',
  // Says that lines were joined, and that only the beginning was kept.
  'log.flags',
  'container.id',
  'kubernetes.namespace',
  'kubernetes.node.name',
  'kubernetes.pod.name',
  'kubernetes.pod.uid',
  'kubernetes.container.name',
  'kubernetes.labels',
] as const;

import type { Environment } from '../environments';
import { serviceUrls } from '../models/links';
import { filebeatTls, nodeFolders } from './deployment';

/**
 * Filebeat's configuration. It names the models' namespaces and no model, so only a new namespace restarts it.
 * `NODE_NAME` is the node's name, from the environment of the pod.
 */
export function filebeatConfiguration({
  models,
}: Pick<Environment, 'models'>): Readonly<Record<string, unknown>> {
  const namespaces = [...new Set(models.map(({ namespace }) => namespace))].sort();
  return {
    'filebeat.inputs': namespaces.length === 0 ? [] : [containerLogs(namespaces)],
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
  parsers: [{ container: {} }],
  // Below the scanner's 1024 bytes a file would wait, and the log of a short batch job would never be read. A line
  // begins with its time in nanoseconds, so 64 bytes tell files apart.
  'prospector.scanner': { symlinks: true, fingerprint: { enabled: true, offset: 0, length: 64 } },
  'file_identity.fingerprint': null,
  processors: [
    {
      add_kubernetes_metadata: {
        node: '${NODE_NAME}',
        matchers: [{ logs_path: { logs_path: `${nodeFolders.containers}/` } }],
      },
    },
    { include_fields: { fields: [...shipped] } },
  ],
});

/** What leaves the node. Labels travel whole, because any of them may tell the model; annotations stay. */
const shipped = [
  'message',
  'stream',
  'log.file.path',
  'container.id',
  'kubernetes.namespace',
  'kubernetes.node.name',
  'kubernetes.pod.name',
  'kubernetes.pod.uid',
  'kubernetes.container.name',
  'kubernetes.labels',
] as const;

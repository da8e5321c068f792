import { elasticsearchExporter } from '../../models/exporters';
import { serviceUrls } from '../../models/links';
import { objects } from '../../models/names';
import { hardenedContainer, restrictedPod } from './hardened';

const authority = '/etc/elasticsearch-exporter/authority';

/** A question is given up before the scrape that waits for the answer is. */
const patience = '8s';

const fromSecret = (key: string) => ({ secret: objects.elasticsearchExporterSecret, key });

/**
 * Values of the exporter that asks Elasticsearch about itself. Flags of collectors stand here and not as values of the
 * chart, which has none for the health report.
 */
export const elasticsearchExporterValues = () => ({
  fullnameOverride: elasticsearchExporter.monitor,
  es: {
    uri: serviceUrls.elasticsearch,
    timeout: patience,
    all: true,
    // One series per index, mapping, shard and snapshot: nothing reads them, and their number grows with the logs.
    indices: false,
    indices_settings: false,
    indices_mappings: false,
    shards: false,
    snapshots: false,
    ssl: { enabled: true, useExistingSecrets: true, ca: { path: `${authority}/ca.crt` } },
  },
  extraArgs: ['--collector.clustersettings', '--collector.health-report', '--collector.slm'],
  extraEnvSecrets: { ES_USERNAME: fromSecret('username'), ES_PASSWORD: fromSecret('password') },
  secretMounts: [{ name: 'authority', secretName: objects.elasticsearchCertificate, path: authority }],
  service: { httpPort: elasticsearchExporter.portNumber },
  // A PodMonitor of ours scrapes it.
  serviceMonitor: { enabled: false },
  // It would run as the namespace's default account, with that one's token.
  serviceAccount: { create: true, name: elasticsearchExporter.monitor, automountServiceAccountToken: false },
  priorityClassName: objects.priority,
  podSecurityContext: restrictedPod(1000, 1000),
  securityContext: hardenedContainer,
  resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '128Mi' } },
});

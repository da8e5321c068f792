import { logstashExporter } from '../../models/exporters';
import { objects } from '../../models/names';
import { logstashExporterImage } from '../../models/versions';
import { hardened } from './hardened';

const authority = '/etc/logstash-exporter/authority';
const volume = 'api-authority';

/**
 * The exporter as a container beside each Logstash: it asks that one, over the pod's own loopback, and Prometheus knows
 * by the pod whom it asked. It has no readiness probe, because a pod that is not ready gets no log lines.
 */
export const logstashExporterContainer = {
  name: 'exporter',
  image: logstashExporterImage,
  env: [
    { name: 'LOGSTASH_URL', value: 'https://localhost:9600' },
    { name: 'PORT', value: String(logstashExporter.portNumber) },
    { name: 'HTTP_TIMEOUT', value: '8s' },
    // The program has no setting for an authority, but its language reads this one.
    { name: 'SSL_CERT_FILE', value: `${authority}/ca.crt` },
  ],
  ports: [{ name: 'metrics', containerPort: logstashExporter.portNumber, protocol: 'TCP' }],
  resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } },
  securityContext: hardened,
  volumeMounts: [{ name: volume, mountPath: authority, readOnly: true }],
} as const;

export const logstashExporterVolume = {
  name: volume,
  // The operator makes it when it first sees the Logstash, so pods wait for it for a moment.
  secret: { secretName: objects.logstashCertificate, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
} as const;

/** The operator issues a certificate for the Service of the API; the container beside it calls another name. */
export const logstashApiService = {
  name: 'api',
  tls: { selfSignedCertificate: { subjectAltNames: [{ dns: 'localhost' }] } },
} as const;

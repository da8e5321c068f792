import type { Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { printInOneUnit, seconds } from '../../models/duration';
import { blackboxExporter, probing } from '../../models/exporters';
import { objects } from '../../models/names';
import { hardenedContainer, restrictedPod } from './hardened';
import { topologySpread } from './topology-spread';

/** A server that takes longer to say that it is there is not there for its callers either. */
const patience = seconds(5);

/** Values of the blackbox exporter, which calls models from outside their pods. It keeps nothing. */
export function blackboxExporterValues(environment: Environment) {
  const { replicas } = sizeOf(environment).blackboxExporter;
  return {
    fullnameOverride: blackboxExporter.selector['app.kubernetes.io/name'],
    replicas,
    ...(replicas > 1 ? { podDisruptionBudget: { maxUnavailable: 1 } } : {}),
    ...topologySpread(replicas, blackboxExporter.selector),
    automountServiceAccountToken: false,
    priorityClassName: objects.priority,
    // Probes travel with their models, and a PodMonitor of ours scrapes the exporter itself.
    serviceMonitor: { enabled: false, selfMonitor: { enabled: false } },
    config: { modules: { [probing.module]: httpModule } },
    podSecurityContext: restrictedPod(1000, 1000),
    securityContext: { ...hardenedContainer, runAsNonRoot: true },
    resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { memory: '256Mi' } },
  };
}

const httpModule = {
  prober: 'http',
  timeout: printInOneUnit(patience),
  http: {
    method: 'GET',
    valid_http_versions: ['HTTP/1.1', 'HTTP/2.0'],
    // None named means every 2xx status.
    valid_status_codes: [],
    // Who is sent to a login page gets a 200 there, whatever became of the model.
    follow_redirects: false,
    preferred_ip_protocol: 'ip4',
    // Clusters that have the other protocol only are probed as well.
    ip_protocol_fallback: true,
  },
} as const;

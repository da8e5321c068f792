import { lineCounting, logLineCounter } from '../../models/exporters';
import { logLineCounterImage } from '../../models/versions';
import { hardened } from './hardened';

/**
 * The counter of lines as a container beside each Logstash, which tells it of every document over the pod's own loopback:
 * nobody else can. It has no readiness probe, because a pod that is not ready gets no log lines.
 */
export const logLineCounterContainer = {
  name: 'line-counter',
  image: logLineCounterImage,
  args: [
    `--web.listen-address=:${logLineCounter.portNumber}`,
    `--web.telemetry-path=${logLineCounter.path}`,
    `--statsd.listen-udp=${lineCounting.host}:${lineCounting.port}`,
    '--statsd.listen-tcp=',
    // Of the notations for labels the pipelines use one.
    '--no-statsd.parse-influxdb-tags',
    '--no-statsd.parse-librato-tags',
    '--no-statsd.parse-signalfx-tags',
  ],
  ports: [{ name: 'lines', containerPort: logLineCounter.portNumber, protocol: 'TCP' }],
  resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { memory: '64Mi' } },
  securityContext: hardened,
} as const;

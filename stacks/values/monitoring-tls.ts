import type { Environment } from '../../environments';
import { monitoringHosts } from '../../models/links';
import { objects } from '../../models/names';

/**
 * TLS of Prometheus and Alertmanager, as the operator takes it: with certificates that people bring. Pods are asked by
 * their addresses, on which no certificate can stand, so whoever asks says which name it expects.
 */

/** A part that shows a certificate, and the Secret that holds it together with its key and its authority. */
const parts = {
  prometheus: { secret: objects.prometheusTlsSecret, name: monitoringHosts.prometheus },
  alertmanager: { secret: objects.alertmanagerTlsSecret, name: monitoringHosts.alertmanager },
  longTerm: { secret: objects.prometheusTlsSecret, name: monitoringHosts.longTerm },
  query: { secret: objects.prometheusTlsSecret, name: monitoringHosts.query },
} as const;
export type Part = keyof typeof parts;

const authority = 'ca.crt';
const fromSecret = (name: string, key: string) => ({ secret: { name, key } });
const certificate = (secret: string) => ({
  cert: fromSecret(secret, 'tls.crt'),
  keySecret: { name: secret, key: 'tls.key' },
});

type Tls = Pick<Environment, 'monitoringTls'>;
const isVerified = ({ monitoringTls }: Tls): boolean => monitoringTls === 'verified';

/** Of the part's own server. */
export const servedOverTls = (part: Part, environment: Tls) =>
  isVerified(environment) ? { web: { tlsConfig: certificate(parts[part].secret) } } : {};

/** Of whoever asks the part. */
export const askedOverTls = (part: Part, environment: Tls) =>
  isVerified(environment)
    ? {
        scheme: 'https',
        tlsConfig: { ca: fromSecret(parts[part].secret, authority), serverName: parts[part].name },
      }
    : {};

/** Among the Alertmanagers of a cluster: each shows its certificate to the others. */
export const meshOverTls = (environment: Tls) => {
  const { secret, name } = parts.alertmanager;
  return isVerified(environment)
    ? {
        clusterTLS: {
          server: {
            ...certificate(secret),
            client_ca: fromSecret(secret, authority),
            clientAuthType: 'RequireAndVerifyClientCert',
          },
          client: { ...certificate(secret), ca: fromSecret(secret, authority), serverName: name },
        },
      }
    : {};
};

/** Where Thanos beside a Prometheus, and the one that asks all of them, find their certificate. */
const certificateFolder = '/etc/thanos/certificate';
const certificateFile = (key: string): string => `${certificateFolder}/${key}`;
const certificateVolume = {
  name: 'certificate',
  secret: { secretName: parts.prometheus.secret, defaultMode: 0o440 },
} as const;
const certificateMount = {
  name: certificateVolume.name,
  mountPath: certificateFolder,
  readOnly: true,
} as const;

/** Of Thanos beside a Prometheus, in the fields of the operator. */
export const sidecarOverTls = (environment: Tls) =>
  isVerified(environment)
    ? {
        volumes: { volumes: [certificateVolume] },
        volumeMounts: [certificateMount],
        grpcServerTlsConfig: {
          certFile: certificateFile('tls.crt'),
          keyFile: certificateFile('tls.key'),
        },
      }
    : {};

/** Of Thanos Query, towards those beside each Prometheus and towards Grafana. `web` is the file that says the latter. */
export const queryOverTls = (environment: Tls) =>
  isVerified(environment)
    ? {
        scheme: 'HTTPS',
        args: [
          '--grpc-client-tls-secure',
          `--grpc-client-tls-ca=${certificateFile(authority)}`,
          `--grpc-client-server-name=${parts.prometheus.name}`,
        ],
        web: {
          tls_server_config: {
            cert_file: certificateFile('tls.crt'),
            key_file: certificateFile('tls.key'),
          },
        },
        volumes: [certificateVolume],
        mounts: [certificateMount],
      }
    : { scheme: 'HTTP', args: [], web: {}, volumes: [], mounts: [] };

/** For a job that the operator passes on as it is: files, and the Secret that it mounts for them. */
export const federatedOverTls = (environment: Tls) => {
  const { secret, name } = parts.prometheus;
  const authorityFile = { ca_file: `/etc/prometheus/secrets/${secret}/${authority}` };
  return isVerified(environment)
    ? {
        secrets: [secret],
        job: { scheme: 'https', tls_config: authorityFile },
        // The certificate bears no name of those beside the first.
        shard: { tls_config: { ...authorityFile, server_name: name } },
      }
    : { job: {}, shard: {} };
};

/** Where Grafana finds authorities beside those of its image. Go's programs take several folders. */
const authorities = '/etc/grafana/authorities';

/** Data sources know no Secrets, and an authority in their settings would be fixed there; so all of Grafana trusts it. */
export const trustedByGrafana = (environment: Tls) =>
  isVerified(environment)
    ? {
        env: { SSL_CERT_DIR: `/etc/ssl/certs:${authorities}/prometheus:${authorities}/alertmanager` },
        mounts: (['prometheus', 'alertmanager'] as const).map((part) => ({
          name: `${part}-authority`,
          secretName: parts[part].secret,
          mountPath: `${authorities}/${part}`,
          readOnly: true,
          defaultMode: 0o440,
          // Its key is none of Grafana's business.
          items: [{ key: authority, path: authority }],
        })),
      }
    : { env: {}, mounts: [] };

import type { Environment } from '../../../environments';
import type { KubernetesObject } from '../../../models/kubernetes';
import { namespaces, objects } from '../../../models/names';
import { receiverSecrets } from '../../../rules';

/**
 * The Secrets that our objects only name, because people bring them: with made-up values. `certificate` is some
 * certificate in PEM.
 */
export function broughtSecrets(environment: Environment, certificate: string): readonly KubernetesObject[] {
  const pair = { 'tls.crt': certificate, 'tls.key': 'none', 'ca.crt': certificate };
  const login = { username: 'someone', password: 'made-up' };
  const inLogging = {
    [objects.logstashSecret]: { WRITER_USER: 'writer', WRITER_PASSWORD: 'made-up', PII_HMAC_KEY: 'made-up' },
    [objects.logstashTlsSecret]: pair,
    [objects.filebeatTlsSecret]: pair,
    [objects.elasticsearchExporterSecret]: login,
    [objects.elasticsearchCaSecret]: { 'ca.crt': certificate },
  };
  const inMonitoring = {
    [objects.grafanaAdminSecret]: { 'admin-user': 'admin', 'admin-password': 'made-up' },
    [objects.grafanaElasticsearchSecret]: login,
    ...Object.fromEntries(receiverSecrets(environment).map((name) => [name, { any: 'made-up' }])),
  };
  const sources = environment.models.flatMap(({ sources: own }) => own);
  const inObservatory = Object.fromEntries(
    sources.flatMap(({ token, tls }) => [
      ...(token === undefined ? [] : [[token, { token: 'made-up' }] as const]),
      ...(tls?.ca === undefined ? [] : [[tls.ca, { 'ca.crt': certificate }] as const]),
    ]),
  );
  return [
    ...secrets(namespaces.logging, inLogging),
    ...secrets(namespaces.monitoring, inMonitoring),
    ...secrets(namespaces.observatory, inObservatory),
  ];
}

const secrets = (
  namespace: string,
  all: Readonly<Record<string, Readonly<Record<string, string>>>>,
): readonly KubernetesObject[] =>
  Object.entries(all).map(([name, data]) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name, namespace },
    type: 'Opaque',
    data: Object.fromEntries(
      Object.entries(data).map(([key, text]) => [key, Buffer.from(text).toString('base64')]),
    ),
  }));

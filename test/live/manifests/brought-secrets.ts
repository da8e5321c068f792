import type { Environment } from '../../../environments';
import type { KubernetesObject } from '../../../models/kubernetes';
import { namespaces } from '../../../models/names';
import { receiverSecrets } from '../../../rules';
import { broughtSecrets as known, namedSecrets } from '../../../stacks/security/brought-secrets';

/**
 * The Secrets that our objects only name, because people bring them: with made-up values. `certificate` is some
 * certificate in PEM.
 */
export function broughtSecrets(environment: Environment, certificate: string): readonly KubernetesObject[] {
  const bucket = 'type: FILESYSTEM\nconfig: { directory: /tmp }\n';
  const valueOf = (key: string): string =>
    key.endsWith('.crt') ? certificate : key === 'objstore.yml' ? bucket : 'made-up';
  const inMonitoring = Object.fromEntries(
    receiverSecrets(environment).map((name) => [name, { any: 'made-up' }]),
  );
  const sources = environment.models.flatMap(({ sources: own }) => own);
  const inObservatory = Object.fromEntries(
    sources.flatMap(({ token, tls }) => [
      ...(token === undefined ? [] : [[token, { token: 'made-up' }] as const]),
      ...(tls?.ca === undefined ? [] : [[tls.ca, { 'ca.crt': certificate }] as const]),
    ]),
  );
  return [
    ...[...known, ...namedSecrets(environment)].flatMap(({ name, namespace, keys }) =>
      secrets(namespace, { [name]: Object.fromEntries(keys.map((key) => [key, valueOf(key)])) }),
    ),
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

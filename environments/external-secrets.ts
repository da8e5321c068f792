import { z } from 'zod';
import { duration, field, secretName } from '../models/fields';
import type { Model } from '../models/model';
import { objects } from '../models/names';
import { nearest } from '../models/nearest';
import type { EnvironmentFile } from './environment';
import type { Report } from './report';

/** How the External Secrets Operator of a cluster brings the Secrets that this program only names. */

const storeName = z
  .string({ error: 'expected the name of a ClusterSecretStore' })
  .regex(
    /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/,
    'not the name of a ClusterSecretStore, such as company-vault',
  );

const prefix = z
  .string({ error: 'expected how names in the store begin, such as model-observatory/prod/' })
  .regex(
    /^[A-Za-z0-9](?:[A-Za-z0-9/_.-]{0,198})?[/_.-]$/,
    'how names begin ends in one of / - _ and ., which stands between them and what follows',
  );

export const externalSecrets = z.strictObject({
  store: field(
    storeName,
    'The ClusterSecretStore from which they come. It and the operator are there already.',
    'company-vault',
  ),
  prefix: field(
    prefix,
    'How their names in the store begin; `model-observatory/<environment>/` unless given. The name of the Secret follows, and before it, where there are several clusters, that of the cluster.',
    'model-observatory-prod-',
  ).optional(),
  refresh: field(duration, 'How often the operator looks whether one has changed.', '15m').prefault('1h'),
  except: field(
    z.array(secretName, { error: 'expected a list of names of Secrets' }),
    'Secrets that something else brings, such as certificates of cert-manager.',
    ['prometheus-tls', 'alertmanager-tls'],
  ).default([]),
});

export type ExternalSecrets = Omit<z.infer<typeof externalSecrets>, 'prefix'> & { readonly prefix: string };

/** With what follows from the environment's name. */
export const resolveExternalSecrets = ({
  name,
  externalSecrets: given,
}: Pick<EnvironmentFile, 'name' | 'externalSecrets'>): ExternalSecrets | undefined =>
  given === undefined ? undefined : { ...given, prefix: given.prefix ?? `model-observatory/${name}/` };

/** Names of Secrets that are the same in every environment, but for those that a deployment makes. */
const ownNames = Object.entries(objects).flatMap(([key, name]) =>
  key.endsWith('Secret') && name !== objects.alertmanagerSecret && name !== objects.grafanaDeployerSecret
    ? [name]
    : [],
);

/** A name that nobody asks for would leave a Secret to nobody without a word. */
export function checkExternalSecrets(
  { externalSecrets: given, ...file }: EnvironmentFile,
  models: readonly Model[],
  report: Report,
): void {
  if (given === undefined) return;
  const known = [...new Set([...ownNames, ...secretsNamedIn(file), ...models.flatMap(secretsOf)])].sort();
  for (const [index, name] of given.except.entries()) {
    if (known.includes(name)) continue;
    const hint = nearest(name, known);
    report(
      ['externalSecrets', 'except', index],
      `no Secret of this environment is called "${name}"; ${hint === undefined ? `there are ${known.join(', ')}` : `did you mean "${hint}"?`}`,
    );
  }
}

/** Those with which metrics of a model are asked for. */
export const secretsOf = ({ sources }: Model): readonly string[] =>
  sources.flatMap(({ token, tls }) => [token, tls?.ca].filter((name) => name !== undefined));

/** Texts under keys that hold the name of a Secret. */
function secretsNamedIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) =>
    typeof field === 'string' && /^(?:secret|basic|bearer|bucketSecret)$/.test(key)
      ? [field]
      : secretsNamedIn(field),
  );
}

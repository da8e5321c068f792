import { z } from 'zod';
import { duration, field, line, secretName } from '../models/fields';

/** Where copies of logs go, and as whom Elasticsearch brings them there. */

const bucket = (what: string) =>
  z
    .string({ error: `expected the name of ${what}` })
    .regex(/^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/, `not the name of ${what}, such as acme-logs-prod`);

const secret = (keys: string) =>
  field(secretName, `Name of a Secret in the namespace logging with the keys ${keys}.`, 'log-snapshots');

const s3 = z
  .strictObject({
    bucket: field(bucket('a bucket'), 'Name of the bucket.', 'acme-logs-prod'),
    region: field(line('a region', 40), 'Its region.', 'eu-central-1'),
    role: field(
      z
        .string({ error: 'expected the name of a role, such as arn:aws:iam::123456789012:role/logs' })
        .regex(
          /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/,
          'not the name of a role, such as arn:aws:iam::123456789012:role/logs',
        ),
      'Role that the service account `elasticsearch-snapshots` of the namespace logging may take (IRSA).',
      'arn:aws:iam::123456789012:role/log-snapshots',
    ).optional(),
    secret: secret('`s3.client.default.access_key` and `s3.client.default.secret_key`').optional(),
  })
  .refine(
    ({ role, secret: keys }) => (role === undefined) !== (keys === undefined),
    'Elasticsearch is known to the bucket by exactly one of role and secret',
  );

const gcs = z.strictObject({
  bucket: field(bucket('a bucket'), 'Name of the bucket.', 'acme-logs-prod'),
  secret: secret('`gcs.client.default.credentials_file`'),
});

const azure = z.strictObject({
  container: field(bucket('a container'), 'Name of the container.', 'logs-prod'),
  secret: secret('`azure.client.default.account`, and `azure.client.default.key` or `.sas_token`'),
});

const places = ['s3', 'gcs', 'azure'] as const;

export const snapshots = z
  .strictObject({
    s3: field(s3, 'A bucket of Amazon, or of what speaks its protocol.').optional(),
    gcs: field(gcs, 'A bucket of Google.').optional(),
    azure: field(azure, 'A container of Azure.').optional(),
    logs: field(
      z.boolean({ error: 'expected true or false' }),
      'Whether log lines are copied beside audit records. They then outlive retention.logs by `keep`.',
    ).default(false),
    keep: field(
      duration.refine(
        ({ milliseconds }) => milliseconds >= 7 * 86_400_000,
        'snapshots are kept for at least 7d, or a fault of a week loses all of them',
      ),
      'How long a snapshot is kept; at least 7d.',
      '35d',
    ).prefault('35d'),
  })
  .refine(
    (given) => places.filter((place) => given[place] !== undefined).length === 1,
    `snapshots go to exactly one of ${places.join(', ')}`,
  );

export type Snapshots = z.infer<typeof snapshots>;

/** The Secret with which Elasticsearch writes to the bucket, and its keys. */
export function snapshotSecret({
  s3: amazon,
  gcs: google,
  azure: microsoft,
}: Snapshots): { readonly name: string; readonly keys: readonly string[] } | undefined {
  if (amazon?.secret !== undefined)
    return { name: amazon.secret, keys: ['s3.client.default.access_key', 's3.client.default.secret_key'] };
  if (google !== undefined) return { name: google.secret, keys: ['gcs.client.default.credentials_file'] };
  if (microsoft !== undefined)
    return { name: microsoft.secret, keys: ['azure.client.default.account', 'azure.client.default.key'] };
  return undefined;
}

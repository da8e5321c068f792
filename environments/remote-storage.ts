import { z } from 'zod';
import { field, line, secretName, url } from '../models/fields';

/** Engines past one machine: where summary series go instead of a second Prometheus. */

const auth = z
  .strictObject({
    basic: field(
      secretName,
      'Name of a Secret with the keys `username` and `password`.',
      'metrics-writer',
    ).optional(),
    bearer: field(
      secretName,
      'Name of a Secret whose key `token` is sent as bearer token.',
      'metrics-writer',
    ).optional(),
    sigv4: field(
      z.strictObject({ region: field(line('a region', 40), 'Region of the workspace.', 'eu-central-1') }),
      "Amazon's signature, with the role of the service account of Prometheus.",
    ).optional(),
  })
  .refine(
    (given) => Object.values(given).filter((one) => one !== undefined).length === 1,
    'a writer is known by exactly one of basic, bearer and sigv4',
  );

const tenant = z
  .string({ error: 'expected the name of a tenant' })
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/,
    'a tenant is named with letters, digits, _ . and -, at most 100 characters',
  );

export const engines = ['mimir', 'thanos-receive', 'victoria-metrics', 'managed'] as const;

/** The header by which an engine tells tenants apart; the others have them in the address. */
export const tenantHeaders: Readonly<Partial<Record<(typeof engines)[number], string>>> = {
  mimir: 'X-Scope-OrgID',
  'thanos-receive': 'THANOS-TENANT',
};

export const remote = z
  .strictObject({
    engine: field(z.enum(engines), 'What receives the series.'),
    url: field(url, 'Address to which Prometheus writes.', 'https://mimir.example.com/api/v1/push'),
    query: field(
      url,
      'Address at which Grafana, which runs in the home cluster, reads.',
      'https://mimir.example.com/prometheus',
    ),
    tenant: field(
      tenant,
      'Tenant of mimir and thanos-receive; the others have it in their addresses.',
      'observatory-prod',
    ).optional(),
    auth: field(auth, 'Who writes; nobody in particular where absent.').optional(),
    series: field(
      z.enum(['summaries', 'all']),
      'What is written: the summary series, or all that Prometheus has, which is some forty times as much.',
    ).default('summaries'),
  })
  .superRefine(({ engine, tenant: named, auth: writer, url: address }, context) => {
    const refuse = (path: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [path], message });
    };
    if (named !== undefined && tenantHeaders[engine] === undefined)
      refuse(
        'tenant',
        `${engine} has tenants in its addresses; write it into url and query, and take tenant out`,
      );
    if (writer !== undefined && address.startsWith('http://'))
      refuse('url', 'a password or a token would cross the network for everybody to read; write https://');
  });

export type RemoteStorage = z.infer<typeof remote>;

export const thanosSidecar = z.strictObject({
  bucketSecret: field(
    secretName,
    "Name of a Secret in the namespace monitoring whose key `objstore.yml` is Thanos' configuration of a bucket.",
    'thanos-bucket',
  ),
  query: field(url, 'Address of the Thanos Query that Grafana asks.', 'https://thanos-query.example.com'),
});

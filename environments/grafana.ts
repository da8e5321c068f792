import { z } from 'zod';
import { days } from '../models/duration';
import { duration, field, secretName, slug, url } from '../models/fields';

/** Grafana of an environment. */

const ingress = z.strictObject({
  className: field(
    slug(63),
    'Name of the IngressClass whose controller brings requests from `url` to Grafana.',
    'nginx',
  ),
  tlsSecret: field(
    secretName,
    "Name of a Kubernetes Secret with the certificate of the host (`tls.crt`, `tls.key`), in the namespace `monitoring`; without it the controller's own certificate is used.",
    'grafana-tls',
  ).optional(),
  annotations: field(
    z.record(z.string(), z.string({ error: 'expected text' })),
    'What the controller wants to know.',
  ).default({}),
});

/** How boards get into Grafana: through its interface, or as ConfigMaps that a container beside it picks up. */
export const deliveries = ['provider', 'configMap'] as const;

/** Who may change what in Grafana. */
export const permissionPolicies = ['open', 'reviewed', 'guarded'] as const;
export type PermissionPolicy = (typeof permissionPolicies)[number];

/** A token that is used each night is renewed long before it ends, and one that leaks does not stay good for long. */
const life = { shortest: days(2), longest: days(365) } as const;

const deployer = z
  .strictObject({
    tokenLife: field(
      duration.refine(
        ({ milliseconds }) =>
          milliseconds >= life.shortest.milliseconds && milliseconds <= life.longest.milliseconds,
        'a token is good for 2d to 365d',
      ),
      'How long a token is good for; from 2d to 365d.',
      '30d',
    ).prefault('30d'),
    renewedBefore: field(
      duration.refine(
        ({ milliseconds }) => milliseconds >= days(1).milliseconds,
        'a token is renewed at least 1d before it ends, because nobody deploys every hour',
      ),
      'How long before its end a deployment makes the next one; at least 1d, and less than `tokenLife`.',
      '10d',
    ).prefault('10d'),
  })
  .refine(({ tokenLife, renewedBefore }) => renewedBefore.milliseconds < tokenLife.milliseconds, {
    message: 'a token that is renewed earlier than it is made would be made anew by every deployment',
    path: ['renewedBefore'],
  });

export const grafana = z.strictObject({
  url: field(url, 'Address of Grafana.', 'https://grafana.example.com'),
  ingress: field(
    ingress,
    'Makes an Ingress for the host and path of `url`; without it none is made, and the way there is yours.',
  ).optional(),
  delivery: field(
    z.enum(deliveries),
    'How boards and data sources get there: through its interface (`provider`), or as ConfigMaps of the home cluster (`configMap`), where what deploys cannot reach it. What each brings is in [Grafana](../grafana.md).',
  ).default('provider'),
  permissions: field(
    z.enum(permissionPolicies),
    'Who may change boards: editors and teams (`open`), the team of `owner`, which may also say who else may (`reviewed`), or that team alone (`guarded`, which it is unless given). Not with `delivery: configMap`, whose boards nobody can change.',
    'reviewed',
  ).optional(),
  deployer: field(
    deployer,
    'Makes a service account for deploying, whose token is renewed by deployments and lies in the Secret `grafana-deployer`, namespace `monitoring`. Not with `delivery: configMap`, which needs none.',
  ).optional(),
});

/** The policy of an environment; ConfigMaps bring no folder that anybody could edit. */
export const permissionPolicyOf = ({
  delivery,
  permissions = 'guarded',
}: Pick<z.infer<typeof grafana>, 'delivery' | 'permissions'>): PermissionPolicy =>
  delivery === 'configMap' ? 'guarded' : permissions;

import { z } from 'zod';
import { field, secretName, slug, url } from '../models/fields';

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

export const grafana = z.strictObject({
  url: field(url, 'Address of Grafana.', 'https://grafana.example.com'),
  ingress: field(
    ingress,
    'Makes an Ingress for the host and path of `url`; without it none is made, and the way there is yours.',
  ).optional(),
});

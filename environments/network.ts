import { z } from 'zod';
import { field, namespace, port } from '../models/fields';

/** Ways into and out of our namespaces that an environment file can say: the rest follows from what is deployed. */

const address = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';

const cidr = z
  .string({ error: 'expected a range of addresses such as 10.0.0.0/8' })
  .regex(
    new RegExp(
      `^(?:(?:${address}\\.){3}${address}/(?:3[0-2]|[12]?\\d)|[0-9a-fA-F:]*:[0-9a-fA-F:]*/(?:12[0-8]|1[01]\\d|\\d{1,2}))$`,
    ),
    'a range of addresses is written as 10.0.0.0/8 or 2001:db8::/32',
  );

const entrance = z
  .strictObject({
    namespace: field(
      namespace,
      'Namespace whose pods may call, such as that of the ingress controller.',
      'ingress-nginx',
    ).optional(),
    cidr: field(
      cidr,
      'Range of addresses that may call, such as that of load balancers.',
      '10.20.0.0/16',
    ).optional(),
  })
  .refine(
    (value) => Object.values(value).filter((one) => one !== undefined).length === 1,
    'an entrance is either a namespace or a range of addresses (cidr)',
  );

const ports = (what: string, example: string) =>
  z
    .array(port, { error: `expected a list of ports, such as ${example}` })
    .min(1, `${what} has at least one port`);

export const network = z.strictObject({
  entrances: field(
    z
      .array(entrance, { error: 'expected a list of entrances, such as { namespace: ingress-nginx }' })
      .min(
        1,
        'an environment that nobody can reach needs no Grafana; leave entrances out, and everybody can',
      ),
    'From where Grafana, Kibana and Elasticsearch are reached, and Prometheus and Alertmanager of clusters but home. Left out, from everywhere; required where there are several clusters, because those two ask for no password.',
  ).optional(),
  apiServerPorts: field(
    ports('apiServerPorts', '[443, 6443]'),
    'Ports of the API server, behind its Service as well: policies see the one on which it listens.',
    [443, 6443],
  ).default([443, 6443]),
  outsidePorts: field(
    ports('outsidePorts', '[443]'),
    'Ports on which receivers of alerts, probed models, and Elasticsearch of another cluster are called. Those in the addresses of this file are known.',
    [443, 8443],
  ).default([443]),
});

export type Entrance = z.infer<typeof entrance>;

import { z } from 'zod';
import { field, quantity } from '../models/fields';

/** Each asks every kubelet, and each has its own volume and memory. */
export const mostShards = 32;

/** What each Prometheus that watches models gets, and how many of a cluster share them. */
export const prometheus = z.strictObject({
  volume: field(
    quantity,
    'Volume of each Prometheus; 50Gi with profile single and 200Gi with ha unless given. Blocks fill at most 85 % of it.',
    '500Gi',
  ).optional(),
  memory: field(
    quantity,
    'Memory of each Prometheus; 2Gi with profile single and 8Gi with ha unless given. A GiB carries 125000 series.',
    '16Gi',
  ).optional(),
  shards: field(
    z
      .int({ error: 'expected how many Prometheus share the models, such as 2' })
      .min(1, 'at least one Prometheus watches the models')
      .max(mostShards, `each Prometheus asks every kubelet, so a cluster has at most ${mostShards}`),
    'How many Prometheus of a cluster share the models, each with the volume and the memory above ([scaling](../scaling.md#several-prometheus-in-one-cluster)). One that is added takes its share of the models from the others, and what it takes has no history there.',
    2,
  ).default(1),
});

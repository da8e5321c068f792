import { z } from 'zod';
import { isWholeIn, minutes, seconds } from '../models/duration';
import { duration, field } from '../models/fields';
import { capacity, instanceFamily, instanceType, names, zones } from './capacity';
import { nodeClass } from './node-class';

/** How Karpenter makes nodes of a pool, in its own terms; see the definition of NodePool, `karpenter.sh/v1`. */

const wait = duration.refine((one) => isWholeIn(one, seconds(1)), 'Karpenter counts whole seconds');

const budget = z
  .strictObject({
    nodes: field(
      z
        .string({ error: "expected a number of nodes or a share of them in quotes, such as '1' or 10%" })
        .regex(/^(?:(?:100|\d{1,2})%|\d{1,4})$/, "a number of nodes or a share of them, such as '1' or 10%"),
      'Nodes of the pool that may be disrupted at a time.',
      '1',
      '10%',
    ),
    reasons: field(
      names(z.enum(['Empty', 'Underutilized', 'Drifted'], { error: 'reason' }), 'reasons'),
      'Reasons for which the budget counts; all where absent.',
      ['Drifted'],
    ).optional(),
    schedule: field(
      z
        .string({ error: "expected five fields of cron, such as '0 8 * * 1-5'" })
        .regex(/^\S+(?: \S+){4}$/, "a schedule is five fields of cron, such as '0 8 * * 1-5'"),
      'When the budget begins to count, in UTC; always where absent.',
      '0 8 * * 1-5',
    ).optional(),
    duration: field(
      duration.refine((one) => isWholeIn(one, minutes(1)), 'a budget counts for whole minutes'),
      'How long it counts from then on.',
      '10h',
    ).optional(),
  })
  .refine(
    (given) => (given.schedule === undefined) === (given.duration === undefined),
    'a budget has schedule and duration, or neither',
  );

const disruption = z.strictObject({
  consolidation: field(
    z.enum(['WhenEmpty', 'WhenEmptyOrUnderutilized']),
    'Which nodes Karpenter takes away to save: empty ones, or also ones whose pods fit elsewhere, which restarts models.',
  ).default('WhenEmpty'),
  consolidateAfter: field(wait, 'How long a node is empty before it goes.', '10m').prefault('10m'),
  expireAfter: field(
    wait,
    'Age at which a node is replaced, whatever runs on it; never where absent.',
    '30d',
  ).optional(),
  drainWithin: field(
    wait,
    'How long pods may hold up the end of a node, whatever their disruption budgets say; for ever where absent.',
    '1h',
  ).optional(),
  budgets: field(
    z.array(budget, { error: 'expected a list of budgets' }).min(1, 'a list of budgets has at least one'),
    'How many nodes may be disrupted at a time; one at a time unless given.',
  ).prefault([{ nodes: '1' }]),
});

export const karpenter = z.strictObject({
  nodeClass: field(nodeClass, 'What a node is made of: image, network, rights.'),
  instanceTypes: field(
    names(instanceType, 'instance types'),
    'Instance types that may be bought; any with the GPUs where absent.',
    ['p4de.24xlarge'],
  ).optional(),
  instanceFamilies: field(
    names(instanceFamily, 'instance families'),
    'Instance families that may be bought; any with the GPUs where absent.',
    ['g6', 'g6e'],
  ).optional(),
  capacity,
  zones,
  limits: field(
    z.strictObject({
      gpus: field(
        z
          .int({ error: 'expected a whole number of GPUs', abort: true })
          .min(1, 'a pool has at least one GPU')
          .max(100_000, 'a limit of more than 100000 GPUs limits nothing'),
        'GPUs that the pool may have in one cluster. Nodes that are made at the same moment may exceed it.',
        32,
      ),
    }),
    'What the pool may grow to.',
  ),
  disruption: field(disruption, 'When Karpenter may take nodes away.').prefault({}),
});

export type Karpenter = z.infer<typeof karpenter>;

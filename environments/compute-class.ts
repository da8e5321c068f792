import { z } from 'zod';
import { days, isWholeIn, minutes, type Duration } from '../models/duration';
import { duration, field } from '../models/fields';
import { capacity, instanceType, names, zones } from './capacity';

const wholeMinutes = (wait: Duration): boolean =>
  isWholeIn(wait, minutes(1)) && wait.milliseconds <= days(1).milliseconds;

/** How GKE makes nodes of a pool; see the reference of ComputeClass, `cloud.google.com/v1`. */
export const computeClass = z.strictObject({
  machineTypes: field(
    names(instanceType, 'machine types'),
    'Machine types, the preferred one first; whichever has the GPUs where absent.',
    ['a2-ultragpu-8g'],
  ).optional(),
  capacity,
  zones,
  driver: field(z.enum(['default', 'latest']), 'Version of the driver that GKE installs.').default('default'),
  consolidateAfter: field(
    duration.refine(wholeMinutes, 'GKE waits for whole minutes, from 1m to 1d'),
    'How long a node has no GPU in use before it goes; whole minutes, at most 1d.',
    '10m',
  ).prefault('10m'),
  autoCreation: field(
    z.boolean({ error: 'expected true or false' }),
    'Whether GKE makes node pools for the class (from 1.33.3-gke.1136000); false where somebody makes them.',
  ).default(true),
});

export type ComputeClass = z.infer<typeof computeClass>;

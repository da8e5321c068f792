import { z } from 'zod';
import { field } from '../models/fields';
import { kubernetes, pinnable, type Pinnable, type Pins } from '../models/versions';

/** Versions that an environment stays at, or goes ahead with. */

const names = Object.keys(pinnable) as Pinnable[];

const pinOf = (name: Pinnable) =>
  field(
    z.enum(pinnable[name], { error: `version of ${name}` }),
    `Version of ${name}; ${pinnable[name][0]} unless given.`,
    pinnable[name][0],
  ).optional();

export const pins = z.strictObject(
  Object.fromEntries(names.map((name) => [name, pinOf(name)])) as Record<Pinnable, ReturnType<typeof pinOf>>,
);

export const kubernetesVersion = field(
  z
    .string({ error: `expected a minor version of Kubernetes in quotes, such as '${kubernetes[0]}'` })
    .pipe(z.enum(kubernetes, { error: 'minor version of Kubernetes' })),
  'Minor version of Kubernetes that the cluster runs. A plan stops where it runs another one, so that an upgrade of the cluster is a change that is reviewed.',
  kubernetes[0],
).optional();

/** With the default of everything that is not pinned. */
export const pinsOf = (given: z.infer<typeof pins>): Pins =>
  Object.fromEntries(names.map((name) => [name, given[name] ?? pinnable[name][0]])) as Record<
    Pinnable,
    string
  >;

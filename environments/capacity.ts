import { z } from 'zod';
import { field } from '../models/fields';

/** What all who make nodes ask a cloud for. */

const named = (what: string, pattern: RegExp) =>
  z.string({ error: `expected the name of ${what}` }).regex(pattern, `not the name of ${what}`);

export const instanceType = named('an instance type', /^[A-Za-z0-9][\w.-]{0,62}$/);
export const instanceFamily = named('an instance family', /^[A-Za-z0-9][\w-]{0,62}$/);
const zone = named('a zone', /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/);

/** A list of at least one name, none twice. */
export const names = <S extends z.ZodType<string>>(one: S, what: string) =>
  z
    .array(one, { error: `expected a list of ${what}` })
    .min(1, `a list of ${what} names at least one`)
    .refine((all) => new Set(all).size === all.length, `a list of ${what} names each once`);

export const capacity = field(
  names(z.enum(['spot', 'on-demand'], { error: 'kind of capacity' }), 'kinds of capacity'),
  'What may be bought. Spot nodes are cheaper and taken away at short notice.',
  ['spot', 'on-demand'],
).default(['on-demand']);

export const zones = field(
  names(zone, 'zones'),
  'Zones in which nodes may be, of all clusters together; any of the cluster where absent.',
  ['eu-central-1a', 'eu-central-1b'],
).optional();

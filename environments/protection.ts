import { z } from 'zod';
import { day, field, line } from '../models/fields';

/** One resource that an environment which is protected gives up, until when, and why. */
const exception = z.strictObject({
  resource: field(
    z
      .string({ error: 'expected the address of a resource' })
      .regex(
        /^[a-z][a-z0-9_]*\.[A-Za-z0-9_-]+$/,
        'a resource is named as Terraform does, such as helm_release.prometheus-pushgateway',
      ),
    'Its address, as plans show it; in every stack of the environment that has it.',
    'helm_release.prometheus-pushgateway',
  ),
  until: field(
    day,
    'Last day on which this is meant. `validate` tells of those that have passed.',
    '2026-12-31',
  ),
  why: field(line('a reason', 200), 'Why it may go.', 'no batch model is left'),
});

/** What of a protected environment may be destroyed all the same. */
export const mayBeDestroyed = z.array(exception, {
  error: 'expected a list of { resource: …, until: …, why: … }',
});

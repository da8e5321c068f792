import { z } from 'zod';
import { duration, feature, field, percentage } from '../fields';
import { logFormats } from '../runtime';

export const logs = field(
  z.strictObject({
    format: field(z.enum(logFormats), 'Format of a line; default from the runtime.').optional(),
    fields: field(
      z
        .array(feature, { error: 'expected a list of fields, such as [decision, rule_set]' })
        .max(50, 'name at most 50 fields'),
      'Fields of a JSON line that are kept beside the standard ones; all else is dropped.',
      ['decision', 'rule_set'],
    ).default([]),
    payload: field(
      z.strictObject({
        sample: field(
          percentage.refine((value) => value > 0, 'a sample of 0% keeps nothing; remove payload'),
          'Share of requests whose inputs and outputs are kept; 100% keeps all.',
          '1%',
        ),
      }),
      'Keeps inputs and outputs of requests; without it they are dropped.',
    ).optional(),
    retention: field(
      duration.refine(({ milliseconds }) => milliseconds >= 86_400_000, 'logs are kept for at least 1d'),
      'How long lines are kept; needs isolation: dedicated. Default from the environment.',
      '90d',
    ).optional(),
    isolation: field(
      z.enum(['shared', 'dedicated']),
      'Whether lines lie with those of all models or in a data stream of their own.',
    ).default('shared'),
    audit: field(
      z.boolean({ error: 'expected true or false' }),
      'Whether each prediction is also written to the audit stream, which is kept as long as the environment says.',
    ).default(false),
  }),
  'How the log of the model is read and kept.',
);

import { z } from 'zod';
import { usualLineBytes } from '../log-sizing';
import { duration, feature, field, percentage, rate } from '../fields';
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
    lines: field(
      rate,
      'Lines that all its pods in one cluster write, on average over a day; disks and queues are sized by it. Default 12/m, or traffic.minimum where that is more.',
      '200/s',
    ).optional(),
    lineBytes: field(
      z
        .int({ error: 'expected a number of bytes, such as 1200' })
        .min(100, 'a line with what is added about its pod has at least 100 bytes')
        .max(1_000_000, 'a line of more than 1000000 bytes is none that anybody reads'),
      'Bytes of a line as it is kept, without inputs and outputs, on average.',
      1200,
    ).default(usualLineBytes),
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

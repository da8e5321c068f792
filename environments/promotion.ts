import { z } from 'zod';
import { field, line, slug } from '../models/fields';

const fieldPath = (of: string, description: string, ...examples: readonly string[]) =>
  field(
    z
      .string({ error: `expected the path of a field of ${of}` })
      .regex(
        /^[A-Za-z][\w-]*(?:\.[\w-]+)*$/,
        `expected the path of a field of ${of}, such as ${examples[0] ?? ''}`,
      ),
    description,
    ...examples,
  );

const why = field(line('the reason', 200), 'Why, for whoever reviews it.', 'H100s are bought for prod only');

const difference = z.strictObject({
  field: fieldPath(
    'an entry',
    'The field of the entry that may differ, or a group with all that is in it.',
    'gpu.pool',
    'objectives',
  ),
  models: field(
    z
      .array(slug(30), { error: 'expected a list of models' })
      .min(1, 'name at least one model, or leave models out for all'),
    'Models of which it may differ; all where absent.',
    ['support-assistant'],
  ).optional(),
  why,
});

/**
 * How an environment may differ from the one before it. An entry is promoted by copying its file, so a difference is
 * either a promotion that is due, a policy that stands here with its reason, or a mistake.
 */
export const promotion = z.strictObject({
  from: field(
    slug(20),
    'The environment that models come from: each model of this one is there as well, with the same entry.',
    'staging',
  ),
  mayDiffer: field(
    z.array(difference, { error: 'expected a list of fields that may differ' }),
    'Fields of entries that may differ from those of `from`. Promoting keeps what this environment has.',
  ).default([]),
  onlyHere: field(
    z.array(
      z.strictObject({
        model: field(slug(30), 'A model that `from` need not have.', 'smoke-test'),
        why,
      }),
      { error: 'expected a list of models' },
    ),
    'Models that live in this environment alone; nobody misses them before, and nothing takes them on.',
  ).default([]),
  sameSettings: field(
    z.array(
      fieldPath(
        'environment.yaml',
        'A field of environment.yaml, or a group with all that is in it.',
        'models.availability',
        'runbooks',
      ),
      { error: 'expected a list of fields of environment.yaml' },
    ),
    'Fields of environment.yaml that must be the same as in `from`; all others may differ.',
    ['models.availability', 'runbooks'],
  ).default([]),
});
export type Promotion = z.infer<typeof promotion>;

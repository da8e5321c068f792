import { z } from 'zod';
import type { Duration } from '../models/duration';
import { milliseconds } from '../models/duration';
import { field, line, metricLabel } from '../models/fields';

/** Rule files of a company: groups of recording and alerting rules in Prometheus' own notation. */

const sizes = { y: 31_536_000_000, w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };

/** `1h30m`, `90s`, `0s`: units from large to small, each at most once. */
const time = z
  .string({ error: 'expected a time such as 30s, 5m or 1h30m' })
  .transform((value, context): Duration => {
    const match = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(
      value,
    );
    if (match !== null && value !== '') {
      const counts = match.slice(1).map((count: string | undefined) => Number(count ?? 0));
      return milliseconds(
        Object.values(sizes).reduce((sum, size, index) => sum + size * (counts[index] ?? 0), 0),
      );
    }
    context.addIssue({
      code: 'custom',
      message: `"${value}" is no time; write 30s, 5m, 1h30m or 0s, as Prometheus does`,
    });
    return z.NEVER;
  });

const texts = (what: string, name: z.ZodString) =>
  z.record(name, z.string({ error: 'expected text; put a number in quotes' }), { error: `expected ${what}` });

const labels = texts('labels, such as { severity: warning }', metricLabel);
const annotations = texts('annotations, such as { summary: … }', metricLabel);

const rule = z
  .strictObject({
    record: field(
      z
        .string({ error: 'expected the name of a series' })
        .regex(
          /^[a-z][a-z0-9_]*:[a-zA-Z0-9_]+(?::[a-zA-Z0-9_]+)?$/,
          'a recorded series is named level:metric:operation, such as team:requests:rate5m',
        ),
      'Name of the recorded series, level:metric:operation.',
      'team:requests:rate5m',
    ).optional(),
    alert: field(
      z
        .string({ error: 'expected the name of an alert' })
        .regex(/^[A-Z][A-Za-z0-9]{2,80}$/, 'an alert is named like CheckoutQueueLong: words in capitals'),
      'Name of the alert.',
      'CheckoutQueueLong',
    ).optional(),
    expr: field(
      z.string({ error: 'expected an expression' }),
      'The expression, in PromQL.',
      'sum by (namespace, model_name) (rate(checkout_total[5m])) < 1',
    ),
    for: field(time, 'How long it must hold before anybody is told.', '10m').optional(),
    keep_firing_for: field(time, 'How long it goes on after it no longer holds.', '5m').optional(),
    labels: field(labels, 'Labels of the series, or of the alert, which needs severity.', {
      severity: 'warning',
      team: 'commerce',
    }).default({}),
    annotations: field(annotations, 'Texts of the alert; summary and runbook_url are required.', {
      summary: 'The queue of the checkout is long',
      runbook_url: 'https://wiki.example.com/queue',
    }).optional(),
  })
  .refine((value) => (value.record === undefined) !== (value.alert === undefined), {
    error: 'a rule has exactly one of record and alert',
  })
  .superRefine((value, context) => {
    if (value.record === undefined) return;
    for (const key of ['for', 'keep_firing_for', 'annotations'] as const) {
      if (value[key] === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [key],
        message: 'belongs to alerts; a recorded series has none',
      });
    }
  });

const group = z.strictObject({
  name: field(line('a name', 100), 'Name of the group, once in the file.', 'checkout'),
  interval: field(
    time.refine(({ milliseconds: span }) => span >= 1_000 && span <= 300_000, {
      error: 'a group is evaluated every 1s to 5m: after five minutes its series count as gone',
    }),
    'How often it is evaluated; at most 5m.',
    '1m',
  ).optional(),
  limit: field(
    z.int({ error: 'expected a number of series' }).min(1, 'a limit below 1 lets nothing through'),
    'How many series or alerts one of its rules may give.',
    100,
  ).optional(),
  query_offset: field(time, 'How far back its rules read.', '1m').optional(),
  rules: field(
    z.array(rule, { error: 'expected a list of rules' }).min(1, 'a group has at least one rule'),
    'Rules, evaluated in this order.',
  ),
});

export const ruleFile = z.strictObject({
  groups: field(
    z.array(group, { error: 'expected a list of groups' }).min(1, 'a file has at least one group'),
    'Groups of rules.',
  ),
});

export type RuleFile = z.infer<typeof ruleFile>;
export type WrittenRule = RuleFile['groups'][number]['rules'][number];

import { z } from 'zod';
import { modelAlertNames, type ModelAlertName } from '../alert-names';
import { day, duration, field, line, url } from '../fields';
import { signals, type SignalName } from '../signals';

const severities = ['critical', 'warning', 'info'] as const;

const change = z
  .strictObject({
    severity: field(
      z.enum(severities),
      'Instead of the severity that the catalogue gives it.',
      'warning',
    ).optional(),
    for: field(duration, 'How long it must hold before anybody is told.', '30m').optional(),
    off: field(line('a reason', 200), 'Why it is switched off.', 'the summer campaign ends').optional(),
    until: field(day, 'Last day on which it is off; it comes back by itself.', '2026-12-31').optional(),
  })
  .refine((value) => (value.off === undefined) === (value.until === undefined), {
    error: 'off needs both a reason and an end: { off: <why>, until: 2026-12-31 }',
  })
  .refine((value) => value.off === undefined || (value.severity === undefined && value.for === undefined), {
    error: 'an alert that is off has no severity and no for; remove one of the two',
  })
  .refine((value) => Object.values(value).some((one) => one !== undefined), {
    error: 'changes nothing; name severity, for, or off with until',
  });

/** Signals with one series per model, which a single bound can be compared with. */
export const boundedSignals = (Object.keys(signals) as SignalName[]).filter(
  (name) => signals[name].form !== 'distribution' && name !== 'business',
);

const extra = z
  .strictObject({
    signal: field(
      z.enum(boundedSignals as [SignalName], { error: 'signal' }),
      'What is compared; see the vocabulary of signals.',
      'queueDepth',
    ),
    above: field(z.number({ error: 'expected a number' }), 'Fires while the signal is above.', 50).optional(),
    below: field(z.number({ error: 'expected a number' }), 'Fires while the signal is below.', 1).optional(),
    for: field(duration, 'How long it must hold before anybody is told.', '10m'),
    severity: field(z.enum(severities), 'Who is told: critical pages as the tier says.').default('warning'),
    summary: field(line('a summary', 120), 'One line for the notification.', 'Requests pile up'),
    runbook: field(url, 'Page that says what to do.', 'https://wiki.example.com/ranker-queue'),
  })
  .refine((value) => (value.above === undefined) !== (value.below === undefined), {
    error: 'an alert compares with exactly one of above and below',
  });

const extraName = z
  .string()
  .regex(
    /^Model[A-Z][A-Za-z0-9]{2,50}$/,
    'an alert is named like ModelQueueLong: Model and words in capitals',
  )
  .refine(
    (name) => !(modelAlertNames as readonly string[]).includes(name),
    'the catalogue has an alert of that name; choose another',
  );

const changes = Object.fromEntries(
  modelAlertNames.map((name) => [name, field(change, `Changes ${name} for this model.`).optional()]),
) as Record<ModelAlertName, z.ZodOptional<typeof change>>;

export const alerts = field(
  z.strictObject({
    ...changes,
    extra: field(
      z
        .record(extraName, extra, { error: 'expected alerts by name' })
        .refine((all) => Object.keys(all).length <= 20, 'a model has at most 20 alerts of its own'),
      "Alerts of the model's own, by name.",
    ).optional(),
  }),
  'What is different from the catalogue of alerts for this model.',
);

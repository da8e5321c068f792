import { z } from 'zod';
import {
  duration,
  feature,
  field,
  namespace,
  path,
  percentage,
  podSelector,
  port,
  rate,
  score,
} from '../fields';
import { endpoint } from './serving';

const source = field(
  z.strictObject({
    namespace: field(namespace, "Namespace of the pods; default the model's.", 'evaluation').optional(),
    selector: field(podSelector, 'Pod labels.', { app: 'churn-quality' }),
    port: field(port, 'Port that serves metrics.').default(8000),
    path: field(path, 'Path of the metrics page.').default('/metrics'),
    ...endpoint,
  }),
  'The pods that publish quality metrics on the metric contract, where the server itself does not.',
);

const every = (what: string, example: string) => field(duration, what, example).optional();

const positiveShare = (message: string) => percentage.refine((value) => value > 0, message);

const accuracy = z
  .strictObject({
    floor: field(score, 'Accuracy below which the model is unfit.', 0.9).optional(),
    drop: field(
      score.refine((value) => value > 0, 'a drop is above 0'),
      'Fall below the mean of the last two weeks that is still normal; up to twice that where evaluations differ much.',
      0.03,
    ).optional(),
    every: every('How often the model is evaluated; an evaluation that is missed twice is told.', '1d'),
  })
  .refine((value) => value.floor !== undefined || value.drop !== undefined, 'name a floor, a drop or both');

/** Statistical tests whose score says how far a feature is from its reference, and what usually counts as far. */
export const driftTests = { psi: 0.25, js: 0.1, wasserstein: 0.1, ks: 0.1 } as const;

const drift = z.strictObject({
  features: field(
    z
      .array(feature, { error: 'expected a list of features, such as [tenure, price]' })
      .min(1, 'name at least one feature')
      .max(200, 'name at most 200 features')
      .refine((names) => new Set(names).size === names.length, 'a feature is named twice'),
    'The features that are watched.',
    ['tenure', 'monthly_charges'],
  ),
  share: field(
    positiveShare('a share of 0% would count as widespread drift when nothing drifts'),
    'Share of drifted features that counts as widespread.',
    '30%',
  ).prefault('30%'),
  test: field(
    z.enum(Object.keys(driftTests) as [keyof typeof driftTests]),
    'Test whose score is judged beside the flags of the job that checks.',
    'psi',
  ).optional(),
  limit: field(
    z.number({ error: 'expected a number, such as 0.25' }).positive('a limit is above 0'),
    'Score above which a feature counts as drifted; default psi 0.25, others 0.1.',
    0.25,
  ).optional(),
  every: every('How often drift is checked; a check that is missed twice is told.', '6h'),
});

const data = z
  .strictObject({
    freshness: field(duration, 'Age of the newest input above which it is stale.', '26h').optional(),
    missing: field(percentage, 'Share of missing values of a feature that is still normal.', '2%').optional(),
    outliers: field(percentage, 'Share of values out of range that is still normal.', '1%').optional(),
    volume: field(rate, 'Least rows of input that are normal, over an hour.', '500/h').optional(),
  })
  .refine(
    (value) => Object.values(value).some((limit) => limit !== undefined),
    'name at least one of freshness, missing, outliers and volume',
  );

export const quality = field(
  z.strictObject({
    from: source.optional(),
    accuracy: field(accuracy, 'Share of right predictions.').optional(),
    segments: field(
      z.strictObject({ floor: field(score, 'Accuracy that no segment may fall below.', 0.85) }),
      'Accuracy of each group of inputs, so that a good mean hides no group that is treated badly.',
    ).optional(),
    drift: field(drift, 'Whether inputs still look like those of training.').optional(),
    data: field(data, 'Whether inputs are there and usable.').optional(),
    confidence: field(
      z.strictObject({
        low: field(
          score,
          'Confidence at or below which a prediction is unsure; a bound of the histogram.',
          0.5,
        ),
        share: field(
          positiveShare('a share above 0%'),
          'Share of unsure predictions that is still normal.',
          '20%',
        ).prefault('20%'),
      }),
      'How sure the model is of its predictions; needs no labels.',
    ).optional(),
    classes: field(
      z.strictObject({
        shift: field(
          positiveShare('a shift is above 0%'),
          'Change of the share of a class against the week before that is still normal.',
          '20%',
        ).prefault('20%'),
      }),
      'Whether the mix of predicted classes stays as it was.',
    ).optional(),
    answers: field(
      z.strictObject({ floor: field(score, 'Score of the judge below which answers are unfit.', 0.8) }),
      'Quality of generated answers, as a judge scores samples of them.',
    ).optional(),
    refusals: field(
      z.strictObject({
        ceiling: field(
          positiveShare('a ceiling is above 0%'),
          'Share of refused answers that is still normal.',
          '5%',
        ),
      }),
      'How often a generating model or its filter declines.',
    ).optional(),
    feedback: field(
      z.strictObject({
        floor: field(percentage, 'Share of users who call the prediction right that is still good.', '90%'),
      }),
      'What users say of predictions.',
    ).optional(),
  }),
  'Whether predictions are still good.',
);

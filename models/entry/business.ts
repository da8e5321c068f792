import { z } from 'zod';
import { bound, field, line, metricName, slug } from '../fields';

const businessMetric = z
  .strictObject({
    metric: field(
      metricName,
      'The metric on the page of the server or the quality job.',
      'offers_accepted_total',
    ),
    per: field(
      metricName,
      'Counter by whose rate that of `metric` is divided.',
      'offers_shown_total',
    ).optional(),
    kind: field(
      z.enum(['counter', 'gauge']),
      'Counters are read as a rate over an hour, gauges as their mean over an hour; by default a name that ends in _total is a counter.',
      'gauge',
    ).optional(),
    title: field(line('a title', 60), 'What people call it.', 'Accepted offers').optional(),
    unit: field(line('a unit', 20), 'Unit of its values.', 'EUR').optional(),
    floor: field(bound, 'Told when it stays below.', '12%').optional(),
    ceiling: field(bound, 'Told when it stays above.', '90%').optional(),
  })
  .refine(
    ({ per, kind }) => per === undefined || kind !== 'gauge',
    'a gauge is not divided; remove per or kind: gauge',
  );

export const business = field(
  z
    .record(slug(40), businessMetric, {
      error: 'expected metrics by name, such as { acceptance: { metric: ... } }',
    })
    .refine((all) => Object.keys(all).length <= 20, 'name at most 20 business metrics'),
  'What the model is there for, in metrics that its own server publishes.',
  { acceptance: { metric: 'offers_accepted_total', per: 'offers_shown_total', floor: '12%' } },
);

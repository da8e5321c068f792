import { z } from 'zod';
import { field, line, metricLabel, metricName } from '../fields';

const panel = z.strictObject({
  title: field(line('a title', 60), 'Heading of the panel.', 'Feature cache'),
  metric: field(
    metricName,
    'Metric on the page of the server, without the suffixes of a histogram.',
    'feature_cache_hits_total',
  ),
  show: field(
    z.enum(['value', 'rate', 'p50', 'p95', 'p99']),
    'How it is drawn: p50, p95 and p99 are quantiles of a histogram.',
  ).default('rate'),
  by: field(metricLabel, 'Label with a line for each of its values.', 'cache').optional(),
  unit: field(z.enum(['count', 'ratio', 'seconds', 'bytes', 'per second']), 'Unit of the values.').default(
    'count',
  ),
  description: field(
    line('a description', 200),
    'What it shows and how to read it.',
    'Hits of the feature cache',
  ).optional(),
});

export const dashboards = field(
  z.strictObject({
    panels: field(
      z
        .array(panel, { error: 'expected a list of panels' })
        .max(12, 'a board has at most 12 panels of its own'),
      "Panels about the server's own metrics, at the end of the model's board.",
    ).default([]),
  }),
  "What the model's board shows beside the panels of the catalogue.",
);

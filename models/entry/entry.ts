import { z } from 'zod';
import { field, languageField, line, slug } from '../fields';
import { modelKinds } from '../runtime';
import { runtimeIds } from '../runtimes';
import { alerts } from './alerts';
import { business } from './business';
import { dashboards } from './dashboards';
import { logs } from './logs';
import { objectives } from './objectives';
import { quality } from './quality';
import { serving } from './serving';
import { batch, gpu, traffic } from './workload';

/** Longest name of a model: with `mlo-model-` before it, a dashboard's uid still fits Grafana's 40 characters. */
export const longestModelName = 30;

export const tiers = ['critical', 'standard', 'experimental'] as const;
export type Tier = (typeof tiers)[number];

/** One model deployment in one environment, as people write it. */
export const modelEntry = z.strictObject({
  version: languageField,
  name: field(slug(longestModelName), 'Name of the model; equals the file name.', 'churn-classifier'),
  title: field(line('a title', 80), 'What people call it; default the name.', 'Churn classifier').optional(),
  team: field(slug(30), 'Owner; declared in environment.yaml.', 'risk'),
  runtime: field(
    z.enum(runtimeIds as [(typeof runtimeIds)[number]], { error: 'serving runtime' }),
    'What serves the model.',
    'mlserver',
  ),
  kind: field(z.enum(modelKinds), 'What the model does; default from the runtime.', 'llm').optional(),
  tier: field(z.enum(tiers), 'Who is told, and how fast.').default('standard'),
  serving: serving.prefault({}),
  traffic: traffic.prefault({}),
  objectives: objectives.prefault({}),
  quality: quality.prefault({}),
  business: business.prefault({}),
  batch: batch.optional(),
  gpu: gpu.optional(),
  logs: logs.prefault({}),
  alerts: alerts.prefault({}),
  dashboards: dashboards.prefault({}),
});

export type ModelEntry = z.infer<typeof modelEntry>;

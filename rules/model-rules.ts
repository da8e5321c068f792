import { minutes } from '../models/duration';
import { quantiles } from '../models/entry';
import type { Model } from '../models/model';
import { modelInfo, thresholds, type ThresholdName } from '../models/names';
import { numberOfSeconds, promql, type Expression } from './promql';
import type { PrometheusRule, RecordingRule, RuleGroup } from './rule';
import { prometheusRule } from './shared-rules';

/** The constants of one model: that it exists and whose it is, and the thresholds that shared rules compare with. */
export const rulesFor = (model: Model, pace = 1): PrometheusRule =>
  prometheusRule(model.name, [groupFor(model)], pace);

const groupFor = (model: Model): RuleGroup => ({
  name: `model-observatory-model-${model.name}`,
  // Constants are cheap but not free: a minute is often enough for them.
  interval: minutes(1),
  rules: [inventoryOf(model), ...thresholdsOf(model)],
});

const inventoryOf = (model: Model): RecordingRule => ({
  record: modelInfo,
  // Always 1: every alert is multiplied with it.
  expression: promql`vector(1)`,
  labels: {
    ...keyOf(model),
    team: model.team,
    tier: model.tier,
    kind: model.kind,
    traffic: model.traffic.pattern,
  },
});

function thresholdsOf(model: Model): readonly RecordingRule[] {
  const rules: RecordingRule[] = [];
  const add = (
    name: ThresholdName,
    value: Expression,
    labels: Readonly<Record<string, string>> = {},
  ): void => {
    rules.push({
      record: thresholds[name],
      expression: promql`vector(${value})`,
      labels: { ...keyOf(model), ...labels },
    });
  };
  if (model.availability !== undefined) add('errorBudget', promql`${complement(model.availability)}`);
  if (model.latency?.kind === 'quantile') {
    add('latency', promql`${model.latency.seconds}`, { le: model.latency.le });
    add('latencyBudget', promql`${complement(quantiles[model.latency.quantile])}`);
  }
  if (model.latency?.kind === 'mean') add('latencyMean', promql`${model.latency.seconds}`);
  if (model.traffic.pattern === 'continuous' && model.signals.includes('requests')) {
    add('minimumRate', promql`${model.traffic.minimum}`);
  }
  if (model.traffic.pattern !== 'scale-to-zero') add('sources', promql`${model.sources.length}`);
  if (model.accuracy !== undefined) add('accuracyFloor', promql`${model.accuracy.floor}`);
  if (model.drift !== undefined) add('driftShare', promql`${model.drift.share}`);
  if (model.batch !== undefined) add('batchSilence', promql`${numberOfSeconds(model.batch.silence)}`);
  return rules;
}

const keyOf = (model: Model): Readonly<Record<string, string>> => ({
  namespace: model.namespace,
  model_name: model.name,
});

/** 1 − ratio without the noise of binary fractions: 0.999 leaves 0.001. */
const complement = (ratio: number): number => Math.round((1 - ratio) * 1e9) / 1e9;

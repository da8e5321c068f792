import type { Environment } from '../environments/environment';
import { minutes } from '../models/duration';
import type { Model } from '../models/model';
import { logServiceOf } from '../models/log-service';
import { expected, modelCronJob, modelInfo, modelLogService } from '../models/names';
import { alertGroups } from './alert-groups';
import { alertingRulesOfModel } from './model-alerts';
import { businessRecordsOf } from './model-business';
import { mutesOf } from './model-mutes';
import type { Threshold } from './model-thresholds';
import { keyOf } from './one-model';
import { promql } from './promql';
import type { PrometheusRule, RecordingRule, RuleGroup } from './rule';
import { prometheusRule } from './shared-rules';
import { declaredBy, standardLabels } from './standard-thresholds';

/**
 * What belongs to one model: that it exists and whose it is, the thresholds that shared rules compare with, and what its
 * entry says that no other model has.
 */
export const rulesFor = (model: Model, environment: Environment, pace = 1): PrometheusRule =>
  prometheusRule(model.name, groupsFor(model, environment), pace, model.shard);

function groupsFor(model: Model, environment: Environment): readonly RuleGroup[] {
  const name = `model-observatory-model-${model.name}`;
  const alerts = alertingRulesOfModel(model, environment);
  return [
    {
      name,
      // Constants are cheap but not free: a minute is often enough for them, and a number costs less than vector().
      interval: minutes(1),
      // Mutes come before the inventory: without it no alert fires, so none can before its mute is known.
      rules: [
        ...mutesOf(model),
        inventoryOf(model),
        ...cronJobOf(model),
        ...logServiceRecordsOf(model),
        ...thresholdRecordsOf(model, environment),
        ...businessRecordsOf(model),
      ],
    },
    ...alertGroups(`${name}-alerts`, alerts),
  ];
}

const inventoryOf = (model: Model): RecordingRule => ({
  record: modelInfo,
  // Always 1: every alert is multiplied with it.
  expression: promql`1`,
  labels: {
    ...keyOf(model),
    team: model.team,
    tier: model.tier,
    kind: model.kind,
    traffic: model.traffic.pattern,
  },
});

/** Which CronJob is the model's, where its entry names one. */
const cronJobOf = (model: Model): readonly RecordingRule[] =>
  model.batch?.cronJob === undefined
    ? []
    : [
        {
          record: modelCronJob,
          expression: promql`1`,
          labels: { ...keyOf(model), cronjob: model.batch.cronJob },
        },
      ];

/** Where its lines are counted, if that is not under its own name; of all others a shared rule says so at once. */
const logServiceRecordsOf = (model: Model): readonly RecordingRule[] =>
  logServiceOf(model) === model.name
    ? []
    : [
        {
          record: modelLogService,
          expression: promql`1`,
          labels: { ...keyOf(model), service: logServiceOf(model) },
        },
      ];

/**
 * How many thresholds the model has, which of them are standard, and the others: one that is missing, or one more from
 * elsewhere, would change alerts in silence.
 */
function thresholdRecordsOf(model: Model, environment: Environment): readonly RecordingRule[] {
  const { standard, own } = declaredBy(model, environment);
  return [
    {
      record: expected.thresholds,
      expression: promql`${standard.length + own.length}`,
      labels: { ...keyOf(model), ...standardLabels(standard) },
    },
    ...own.map((threshold) => thresholdRule(model, threshold)),
  ];
}

/** A threshold as a constant series of the model. */
export const thresholdRule = (model: Model, { record, value, labels }: Threshold): RecordingRule => ({
  record,
  expression: value,
  labels: { ...keyOf(model), ...labels },
});

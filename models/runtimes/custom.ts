import { meanOf, series, type FeedUnit, type HistogramFeed, type MeanFeed } from '../feed';
import { failureLabel } from '../names';
import type { Runtime } from '../runtime';

/** A histogram of the contract is in seconds; a server with names of its own may count in smaller units. */
const timeUnits = { seconds: ['s', 1], milliseconds: ['ms', 1e3], microseconds: ['us', 1e6] } as const;

const inEachUnit = <T>(
  stem: string,
  feed: (family: string, unit: FeedUnit, perSecond: number) => T,
): readonly T[] =>
  Object.entries(timeUnits).map(([suffix, [unit, perSecond]]) => feed(`${stem}_${suffix}`, unit, perSecond));

/** The same time as told by three histograms, of which a server has one; bounds are given in seconds. */
const histograms = (stem: string, bounds: readonly number[]): readonly HistogramFeed[] =>
  inEachUnit(stem, (family, unit, perSecond) => ({
    kind: 'histogram',
    of: series(family),
    unit,
    bounds: bounds.map((bound) => Math.round(bound * perSecond * 1e6) / 1e6),
  }));

const means = (stem: string): readonly MeanFeed[] =>
  inEachUnit(stem, (family, unit) => meanOf(series(family), unit));

const requestBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const firstTokenBounds = [0.02, 0.04, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40];
const tokenGapBounds = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2.5, 5];

/** A shadow is a candidate that answers nobody. */
const notShadow = { data_source: '!shadow' };

/** A server or quality job of a team's own that follows the metric contract (`docs/reference/metric-contract.md`). */
export const custom = {
  title: 'Custom server on the metric contract',
  kind: 'online',
  port: 8000,
  path: '/metrics',
  enable: '',
  servedLabel: 'model_name',
  servedName: 'optional',
  servedVersion: 'model_version',
  // The contract's drift_detected carries a feature but no model.
  perServer: ['drift'],
  feeds: {
    requests: { kind: 'rate', of: [series('ml_predictions_total')] },
    errors: [
      // Renaming marks what an entry calls a failure, on servers with names of their own.
      { kind: 'rate', of: [series('ml_predictions_total', { [failureLabel]: 'true' })] },
      // A request that failed validation is its caller's fault; only servers with the extension can tell.
      { kind: 'rate', of: [series('ml_prediction_errors_total', { error_type: '!validation' })] },
      { kind: 'rate', of: [series('ml_predictions_total', { status: 'error|rejected' })] },
    ],
    rejections: { kind: 'rate', of: [series('ml_predictions_total', { status: 'rejected' })] },
    latency: histograms('ml_prediction_latency', requestBounds),
    latencyMean: means('ml_prediction_latency'),
    timeToFirstToken: histograms('ml_time_to_first_token', firstTokenBounds),
    interTokenLatency: histograms('ml_inter_token_latency', tokenGapBounds),
    queueWait: histograms('ml_queue_wait', requestBounds),
    queueWaitMean: means('ml_queue_wait'),
    inflight: { kind: 'gauge', of: series('ml_predictions_in_flight'), across: 'sum' },
    queueDepth: { kind: 'gauge', of: series('ml_queue_depth'), across: 'sum' },
    saturation: {
      kind: 'gauge',
      of: series('ml_predictions_in_flight'),
      per: series('ml_predictions_in_flight_limit'),
      across: 'max',
    },
    inferences: { kind: 'rate', of: [series('ml_inferences_total')] },
    // A counter of generated tokens that was renamed has no direction.
    tokens: { kind: 'rate', of: [series('ml_tokens_total', { direction: '!input' })] },
    promptTokens: { kind: 'rate', of: [series('ml_tokens_total', { direction: 'input' })] },
    accuracy: { kind: 'gauge', of: series('ml_model_accuracy', notShadow), across: 'min' },
    segmentAccuracy: { kind: 'gauge', of: series('ml_model_segment_accuracy'), across: 'min' },
    evaluationTime: {
      kind: 'gauge',
      of: series('ml_model_evaluation_timestamp_seconds', notShadow),
      across: 'max',
    },
    drift: [
      { kind: 'gauge', of: series('drift_detected'), across: 'max' },
      { kind: 'gauge', of: series('ml_feature_drift_detected'), across: 'max' },
    ],
    // No condition on `method`: the monitor keeps the one that the entry names.
    driftScore: { kind: 'gauge', of: series('ml_feature_drift_score'), across: 'max' },
    segmentDrift: { kind: 'gauge', of: series('ml_segment_drift_detected'), across: 'max' },
    driftTime: { kind: 'gauge', of: series('ml_drift_last_run_timestamp_seconds'), across: 'max' },
    dataTime: { kind: 'gauge', of: series('ml_data_last_ingested_timestamp_seconds'), across: 'min' },
    dataRows: { kind: 'rate', of: [series('ml_data_rows_total')] },
    missing: {
      kind: 'share',
      of: [series('ml_feature_missing_total')],
      among: [series('ml_feature_values_total')],
    },
    outliers: {
      kind: 'share',
      of: [series('ml_feature_outliers_total')],
      among: [series('ml_feature_values_total')],
    },
    confidence: {
      kind: 'histogram',
      of: series('ml_prediction_confidence_ratio'),
      unit: 'ratio',
      bounds: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99],
    },
    classes: { kind: 'rate', of: [series('ml_predicted_class_total')] },
    answerQuality: { kind: 'gauge', of: series('ml_answer_quality_ratio'), across: 'min' },
    refusals: {
      kind: 'share',
      of: [series('ml_answers_total', { outcome: 'refused|filtered' })],
      among: [series('ml_answers_total')],
    },
    // Users who said nothing are no verdict.
    feedback: {
      kind: 'share',
      of: [series('ml_feedback_total', { verdict: 'correct|positive' })],
      among: [series('ml_feedback_total', { verdict: 'correct|incorrect|positive|negative' })],
    },
  },
  drop: ['.+_created'],
  series: 231,
  limits: { samples: 2_000, labels: 40 },
  logFormat: 'json',
  panels: [
    {
      key: 'custom-statuses',
      title: 'Predictions by status',
      description: 'A fallback was answered, but not by the model.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('ml_predictions_total')] },
      by: 'status',
    },
    {
      key: 'custom-error-types',
      title: 'Failed predictions by type',
      description: 'Validation is the fault of the caller; all others are the server’s.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('ml_prediction_errors_total')] },
      by: 'error_type',
    },
    {
      key: 'custom-stages',
      title: 'Time by stage',
      description: 'Where a prediction spends its time.',
      unit: 'seconds',
      of: {
        kind: 'histogram',
        of: series('ml_prediction_stage_latency_seconds'),
        unit: 's',
        bounds: requestBounds,
      },
      by: 'stage',
    },
    {
      key: 'custom-batch-size',
      title: 'Rows of a request',
      description: 'How many rows callers send at a time.',
      unit: 'count',
      of: {
        kind: 'histogram',
        of: series('ml_batch_size'),
        unit: 'ratio',
        bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      },
    },
  ],
  pages: [
    {
      page: 'custom',
      version: 'contract and most of its extension',
      origin: 'captured',
      lacks: [
        'timeToFirstToken',
        'interTokenLatency',
        'tokens',
        'promptTokens',
        'segmentAccuracy',
        'segmentDrift',
        'dataRows',
        'outliers',
        'answerQuality',
        'refusals',
      ],
    },
    {
      page: 'custom-extension',
      version: 'the rest of the extension, other units and renamed series',
      origin: 'documented',
      lacks: [
        'inflight',
        'queueDepth',
        'saturation',
        'inferences',
        'accuracy',
        'evaluationTime',
        'drift',
        'driftScore',
        'driftTime',
        'dataTime',
        'confidence',
        'classes',
      ],
    },
  ],
} as const satisfies Runtime;

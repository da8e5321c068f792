import { promised, type Promised } from './promised';
import type { Counters } from './traffic';

/** A model of the fixture company that promises something, as its entry says: read from there by hand, once. */
export interface BurnSubject {
  readonly alert: string;
  /** Share of events that may be bad. */
  readonly budget: number;
  /** Labels of the alert beside scope and severity. */
  readonly owner: Readonly<Record<string, string>>;
  readonly promise: Promised;
  /** Its counters as its runtime exposes them, `more` being labels such as the pod's. */
  readonly series: (counters: Counters, more: string) => readonly InputSeries[];
  /** What is asked for beside bad events, and its counter. */
  readonly besides?: {
    readonly events: string;
    readonly least: number;
    readonly series: (values: string) => InputSeries;
  };
}

interface InputSeries {
  readonly series: string;
  readonly values: string;
}

const fraud = { namespace: 'serving', model_name: 'fraud', team: 'risk', tier: 'critical' };
const assistant = { namespace: 'serving', model_name: 'assistant', team: 'assistants', tier: 'standard' };

const buckets =
  (histogram: string, runtime: string, model: string, bound: string): BurnSubject['series'] =>
  ({ all, good }, more) => {
    const labels = `namespace="serving", model_name="${model}", runtime="${runtime}", ${more}`;
    return [
      { series: `${histogram}_bucket{${labels}, le="${bound}"}`, values: good },
      { series: `${histogram}_bucket{${labels}, le="+Inf"}`, values: all },
    ];
  };

const answers = (values: string): InputSeries => ({
  series:
    'vllm:request_success_total{namespace="serving", model_name="assistant", runtime="vllm", finished_reason="stop"}',
  values,
});

/** One for each alert, all over 30 days. */
export const burnSubjects: readonly BurnSubject[] = [
  {
    alert: 'ModelErrorBudgetBurn',
    budget: 0.001,
    owner: fraud,
    promise: promised.availability,
    series: ({ good, bad }, more) => {
      const labels = `namespace="serving", model_name="fraud", runtime="custom", ${more}`;
      return [
        { series: `ml_predictions_total{${labels}, status="success"}`, values: good },
        { series: `ml_predictions_total{${labels}, status="error"}`, values: bad },
        { series: `ml_prediction_errors_total{${labels}, error_type="model"}`, values: bad },
      ];
    },
  },
  {
    alert: 'ModelLatencyBudgetBurn',
    budget: 0.01,
    owner: fraud,
    promise: promised.latency,
    series: buckets('ml_prediction_latency_seconds', 'custom', 'fraud', '0.1'),
  },
  {
    alert: 'ModelFirstTokenBudgetBurn',
    budget: 0.05,
    owner: assistant,
    promise: promised.firstToken,
    series: buckets('vllm:time_to_first_token_seconds', 'vllm', 'assistant', '2.5'),
  },
  {
    alert: 'ModelInterTokenBudgetBurn',
    budget: 0.05,
    owner: assistant,
    promise: promised.interToken,
    series: buckets('vllm:inter_token_latency_seconds', 'vllm', 'assistant', '0.1'),
    besides: { events: 'answers', least: 20, series: answers },
  },
  {
    alert: 'ModelQueueWaitBudgetBurn',
    budget: 0.05,
    owner: assistant,
    promise: promised.queueWait,
    series: buckets('vllm:request_queue_time_seconds', 'vllm', 'assistant', '2.0'),
  },
];

/** Promises over 28 days and over a week: the same windows, other factors. */
export const overFourWeeks: BurnSubject = {
  alert: 'ModelErrorBudgetBurn',
  budget: 0.005,
  owner: { namespace: 'serving', model_name: 'churn', team: 'risk', tier: 'standard' },
  promise: promised.availability,
  series: ({ all, bad }, more) => {
    const labels = `namespace="serving", model_name="churn", runtime="mlserver", ${more}`;
    return [
      { series: `model_infer_request_duration_count{${labels}}`, values: all },
      { series: `model_infer_request_failure_total{${labels}}`, values: bad },
    ];
  },
};

export const overAWeek: BurnSubject = {
  alert: 'ModelErrorBudgetBurn',
  budget: 0.03,
  owner: { namespace: 'serving', model_name: 'trial', team: 'assistants', tier: 'experimental' },
  promise: promised.availability,
  series: ({ good, bad }, more) => {
    const labels = `namespace="serving", model_name="trial", runtime="bentoml", exported_endpoint="/predict", ${more}`;
    return [
      { series: `bentoml_service_request_total{${labels}, http_response_code="200"}`, values: good },
      { series: `bentoml_service_request_total{${labels}, http_response_code="500"}`, values: bad },
    ];
  },
};

import { series } from '../feed';
import type { Runtime } from '../runtime';

/** A caller that cancels is no failure of the server. */
const failures = series('nv_inference_request_failure', { reason: '!CANCELED' });
const successes = series('nv_inference_request_success');

/**
 * Triton, one server with many models, where every series says which. Cumulative microseconds by default; the only
 * histogram ends at the first response, which is the whole answer of a model that is not decoupled.
 *
 * Durations are those of successes only. The TensorRT-LLM backend adds gauges and token counts of its engine, under the
 * name of the engine's model and not of an ensemble around it.
 */
export const triton = {
  title: 'NVIDIA Triton Inference Server',
  kind: 'online',
  port: 8002,
  path: '/metrics',
  enable: '',
  caution:
    'quantiles of latency need --metrics-config histogram_latencies=true; they are of the first response, which for decoupled (streaming) models comes long before the last; failures of a model inside an ensemble are counted twice for the ensemble',
  servedLabel: 'model',
  servedName: 'required',
  servedVersion: 'version',
  perServer: [],
  feeds: {
    requests: { kind: 'rate', of: [successes, failures] },
    errors: { kind: 'rate', of: [failures] },
    // Queue full or waited too long; an ensemble reports its parts' rejections as OTHER.
    rejections: { kind: 'rate', of: [series('nv_inference_request_failure', { reason: 'REJECTED' })] },
    latency: {
      kind: 'histogram',
      of: series('nv_inference_first_response_histogram_ms'),
      unit: 'ms',
      bounds: [100, 500, 2000, 5000],
    },
    latencyMean: {
      kind: 'mean',
      sum: series('nv_inference_request_duration_us'),
      count: successes,
      unit: 'us',
    },
    queueWaitMean: {
      kind: 'mean',
      sum: series('nv_inference_queue_duration_us'),
      count: successes,
      unit: 'us',
    },
    inflight: {
      kind: 'gauge',
      of: series('nv_trt_llm_request_metrics', { request_type: 'active' }),
      across: 'sum',
    },
    // The engine takes requests over at once and lets them wait there, so the server's own queue stays empty.
    queueDepth: [
      { kind: 'gauge', of: series('nv_trt_llm_request_metrics', { request_type: 'waiting' }), across: 'sum' },
      { kind: 'gauge', of: series('nv_inference_pending_request_count'), across: 'sum' },
    ],
    saturation: {
      kind: 'gauge',
      of: series('nv_trt_llm_kv_cache_block_metrics', { kv_cache_block_type: 'fraction' }),
      across: 'max',
    },
    // Rows that the response cache answered are left out.
    inferences: { kind: 'rate', of: [series('nv_inference_count')] },
    tokens: { kind: 'rate', of: [series('nv_llm_output_token_len_sum')] },
    promptTokens: { kind: 'rate', of: [series('nv_llm_input_token_len_sum')] },
  },
  drop: ['.+_created'],
  series: 123,
  limits: { samples: 5_000, labels: 40 },
  logFormat: 'triton',
  panels: [
    {
      key: 'triton-batch-size',
      title: 'Mean batch size',
      description: 'Rows per execution; 1 means that nothing is batched.',
      unit: 'count',
      of: {
        kind: 'mean',
        sum: series('nv_inference_count'),
        count: series('nv_inference_exec_count'),
        unit: 'ratio',
      },
    },
    {
      key: 'triton-compute',
      title: 'Mean compute time',
      description: 'Time in the model itself, without waiting and copying.',
      unit: 'seconds',
      of: {
        kind: 'mean',
        sum: series('nv_inference_compute_infer_duration_us'),
        count: successes,
        unit: 'us',
      },
    },
    {
      key: 'triton-failures',
      title: 'Failures by reason',
      description: 'Rejected is a full queue, canceled the caller, backend the model.',
      unit: 'per second',
      of: { kind: 'rate', of: [series('nv_inference_request_failure')] },
      by: 'reason',
    },
    {
      key: 'triton-llm-requests',
      title: 'Requests in the TensorRT-LLM engine',
      description: 'By state; max is the most that may be active at a time.',
      unit: 'count',
      of: { kind: 'gauge', of: series('nv_trt_llm_request_metrics'), across: 'sum' },
      by: 'request_type',
    },
  ],
  pages: [
    {
      page: 'triton',
      version: '2.73.0dev, default flags',
      origin: 'documented',
      lacks: ['latency', 'inflight', 'saturation', 'tokens', 'promptTokens'],
    },
    {
      page: 'triton-histograms',
      version: '2.73.0dev with histograms and summaries',
      origin: 'documented',
      lacks: ['inflight', 'saturation', 'tokens', 'promptTokens'],
    },
    {
      page: 'triton-tensorrt-llm',
      version: '2.73.0dev with the TensorRT-LLM backend',
      origin: 'documented',
      lacks: ['latency'],
    },
  ],
} as const satisfies Runtime;

import { parsePage } from '../../preview/fleet/page';
import { modelOf, type Scene } from './replay-scenes';

const sceneOf = (
  entry: Readonly<Record<string, unknown>> & { readonly name: string },
  lines: readonly string[],
): Scene => {
  const model = modelOf({ runtime: 'custom', ...entry });
  const [source] = model.sources;
  if (source === undefined) throw new Error(`${entry.name}: no source`);
  return { file: entry.name, title: entry.name, model, source, page: parsePage(lines.join('\n')), lacks: [] };
};

/** A server that counts failures in its counter of requests, in several series, and times in milliseconds. */
export const countingInLabels = sceneOf(
  {
    name: 'counts-in-labels',
    serving: {
      metrics: {
        requests: 'model_inference_count',
        errors: { metric: 'model_inference_count', where: { status: 'failed|timeout' } },
        latency: {
          histogram: 'model_inference_latency',
          unit: 'milliseconds',
          bounds: [10, 50, 100, 250, 1_000],
        },
        inflight: 'requests_active',
        accuracy: 'model_accuracy',
        evaluationTime: 'model_evaluated_at',
        drift: 'feature_drifted',
      },
    },
    objectives: { availability: '99%', latency: { p95: '250ms' } },
    quality: { accuracy: { floor: 0.9 }, drift: { features: ['age', 'price'] } },
  },
  [
    '# TYPE model_inference_count counter',
    'model_inference_count{status="ok",team="theirs"} 5400',
    'model_inference_count{status="failed",team="theirs"} 30',
    'model_inference_count{status="timeout",team="theirs"} 6',
    'model_inference_count{status="refused",team="theirs"} 564',
    '# TYPE model_inference_latency histogram',
    'model_inference_latency_bucket{le="10"} 600',
    'model_inference_latency_bucket{le="50"} 3600',
    'model_inference_latency_bucket{le="100"} 5400',
    'model_inference_latency_bucket{le="250"} 5940',
    'model_inference_latency_bucket{le="1000"} 5994',
    'model_inference_latency_bucket{le="+Inf"} 6000',
    'model_inference_latency_sum 330000',
    'model_inference_latency_count 6000',
    '# TYPE requests_active gauge',
    'requests_active 3',
    '# TYPE model_accuracy gauge',
    'model_accuracy 0.94',
    '# TYPE model_evaluated_at gauge',
    'model_evaluated_at 1.795e+09',
    '# TYPE feature_drifted gauge',
    'feature_drifted{feature="age"} 1',
    'feature_drifted{feature="price"} 0',
    'feature_drifted{feature="unwatched"} 1',
    '# TYPE cache_entries gauge',
    'cache_entries 12',
  ],
);

/** A server that counts failures apart, among them those of callers, and queues in microseconds. */
export const countingApart = sceneOf(
  {
    name: 'counts-apart',
    serving: {
      metrics: {
        requests: 'api_calls',
        errors: { metric: 'api_failures', where: { side: 'server', kind: 'crash|timeout' } },
        queueWait: { histogram: 'api_wait_us', unit: 'microseconds', bounds: [500, 20_000, 1_000_000] },
      },
    },
    objectives: { queueWait: { p95: '20ms' } },
  },
  [
    '# TYPE api_calls counter',
    'api_calls{route="/a"} 1000',
    'api_calls{route="/b"} 200',
    '# TYPE api_failures counter',
    'api_failures{side="server",kind="crash"} 12',
    'api_failures{side="server",kind="timeout"} 24',
    'api_failures{side="server",kind="deploy"} 48',
    'api_failures{side="caller",kind="timeout"} 96',
    '# TYPE api_wait_us histogram',
    'api_wait_us_bucket{le="500.0"} 600',
    'api_wait_us_bucket{le="20000.0"} 1140',
    'api_wait_us_bucket{le="1000000.0"} 1200',
    'api_wait_us_bucket{le="+Inf"} 1200',
    'api_wait_us_sum 12000000',
    'api_wait_us_count 1200',
  ],
);

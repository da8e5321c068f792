import { meanOf, series } from '../feed';
import type { HistogramFeed } from '../feed';
import type { Runtime } from '../runtime';

const stage = (name: string): HistogramFeed => ({
  kind: 'histogram',
  of: series(`request_${name}_seconds`),
  unit: 's',
  bounds: [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
});
const started = series('request_preprocess_seconds_count');
const ended = series('request_postprocess_seconds_count');

/**
 * KServe's own Python server (sklearn, xgboost, Hugging Face and custom predictors). There is no counter of failures:
 * every call for a known model is preprocessed and only a good one is postprocessed, so failures are the difference.
 * What the model refuses as invalid is among them. Latency is the time in `predict`, for which no histogram has the sum
 * of the stages.
 */
export const kserve = {
  title: 'KServe Python server',
  kind: 'online',
  port: 8080,
  path: '/metrics',
  enable: '',
  caution:
    'input that the model refuses counts as an error; with more than one worker (--workers) a scrape sees only the worker that answers it; the ports in the annotations of the kserve-tensorflow-serving and kserve-mlserver runtimes are wrong, use tensorflow-serving and mlserver for those',
  servedLabel: 'model_name',
  servedName: 'optional',
  perServer: [],
  feeds: {
    requests: { kind: 'rate', of: [started] },
    errors: { kind: 'rate', of: [started], less: [ended] },
    latency: stage('predict'),
    latencyMean: meanOf(series('request_predict_seconds'), 's'),
  },
  drop: ['.+_created', 'python_gc_.+'],
  series: 109,
  limits: { samples: 2_000, labels: 40 },
  logFormat: 'kserve',
  panels: [
    {
      key: 'kserve-preprocess',
      title: 'Time before the model',
      description: 'Preprocessing, which calls of a feature store or a transformer often dominate.',
      unit: 'seconds',
      of: stage('preprocess'),
    },
    {
      key: 'kserve-postprocess',
      title: 'Time after the model',
      description: 'Postprocessing of answers that the model gave.',
      unit: 'seconds',
      of: stage('postprocess'),
    },
  ],
  pages: [{ page: 'kserve', version: '0.21.0', origin: 'captured' }],
} as const satisfies Runtime;

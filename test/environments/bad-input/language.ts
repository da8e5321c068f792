import { edited, entry, settings, written, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';

/** An entry with nothing but what is wrong with it. */
const plain =
  (runtime: string, more: string) =>
  (workspace: Workspace): void =>
    workspace.write(entry('plain'), `name: plain\nteam: pricing\nruntime: ${runtime}\n${more}`);

const inOrder =
  (...steps: readonly ((workspace: Workspace) => void)[]) =>
  (workspace: Workspace): void => {
    for (const step of steps) step(workspace);
  };

const keepsMetricsFor = (time: string) =>
  edited(settings, 'paging: true\n', `paging: true\nretention: { metrics: ${time} }\n`);

const wrong = (file: string, mistake: string, runtime: string, more: string): BadCase => ({
  file: `language-${file}`,
  mistake,
  spoil: plain(runtime, more),
});

/** Mistakes in what the full entry language offers beyond an ordinary entry. */
export const language: readonly BadCase[] = [
  wrong('kind-unknown', 'an unknown kind', 'custom', 'kind: llms\n'),
  wrong('kind-batch-server', 'a server as a batch model', 'bentoml', 'kind: batch\n'),
  wrong('kind-batch-served', 'a batch runtime as a server', 'batch', 'kind: online\n'),
  wrong(
    'first-token-online',
    'a first token of a server without tokens',
    'mlserver',
    'objectives: { timeToFirstToken: { p95: 1s } }\n',
  ),
  wrong(
    'first-token-off-bucket',
    'a first token between two bounds',
    'vllm',
    'objectives: { timeToFirstToken: { p95: 2s } }\n',
  ),
  wrong(
    'first-token-two',
    'two shares of first tokens',
    'vllm',
    'objectives: { timeToFirstToken: { p95: 1s, p99: 2.5s } }\n',
  ),
  wrong(
    'queue-after-whole',
    'a wait that may be longer than the request',
    'vllm',
    'objectives:\n  latency: { p95: 1s }\n  queueWait: { p95: 2s }\n',
  ),
  wrong(
    'token-after-answer',
    'a first token that may come after the answer',
    'vllm',
    'objectives:\n  latency: { p95: 1s }\n  timeToFirstToken: { p95: 2.5s }\n',
  ),
  wrong('window-unknown', 'a window that rules do not have', 'vllm', 'objectives: { window: 14d }\n'),
  {
    file: 'language-window-retention',
    mistake: 'a window beyond what is kept',
    spoil: inOrder(keepsMetricsFor('15d'), plain('vllm', 'objectives: { window: 30d }\n')),
  },
  {
    file: 'language-drop-retention',
    mistake: 'a comparison with a past that is not kept',
    spoil: inOrder(
      keepsMetricsFor('7d'),
      plain('custom', 'quality:\n  accuracy: { drop: 0.03 }\n  classes: { shift: 10% }\n'),
    ),
  },
  wrong('freshness-online', 'freshness of a server', 'custom', 'objectives: { freshness: 1h }\n'),
  wrong(
    'freshness-impossible',
    'freshness that the schedule cannot keep',
    'batch',
    "batch: { schedule: '0 2 * * *', deadline: 4h }\nobjectives: { freshness: 12h }\n",
  ),
  wrong('completion-online', 'completion of a server', 'custom', 'objectives: { completion: 99% }\n'),
  wrong(
    'rows-order',
    'a range of rows the wrong way round',
    'batch',
    "batch: { schedule: '0 2 * * *', deadline: 4h, rows: { min: 10, max: 5 } }\n",
  ),
  wrong('accuracy-empty', 'accuracy without a bound', 'custom', 'quality: { accuracy: { every: 1d } }\n'),
  wrong(
    'segments-above',
    'a floor of segments above that of all',
    'custom',
    'quality:\n  accuracy: { floor: 0.8 }\n  segments: { floor: 0.9 }\n',
  ),
  wrong(
    'drift-limit',
    'a limit without a test',
    'custom',
    'quality: { drift: { features: [a], limit: 0.3 } }\n',
  ),
  wrong('drift-test', 'an unknown test', 'custom', 'quality: { drift: { features: [a], test: psy } }\n'),
  wrong(
    'confidence-bound',
    'a confidence between two bounds',
    'custom',
    'quality: { confidence: { low: 0.55 } }\n',
  ),
  wrong('data-empty', 'data without a limit', 'custom', 'quality: { data: {} }\n'),
  wrong(
    'quality-unfed',
    'quality that nobody tells',
    'mlserver',
    'quality:\n  data: { missing: 1% }\n  feedback: { floor: 90% }\n  segments: { floor: 0.8 }\n',
  ),
  wrong(
    'quality-unmapped',
    'quality that the job does not map',
    'mlserver',
    'quality:\n  from: { selector: { app: q }, metrics: { accuracy: acc } }\n  accuracy: { floor: 0.9 }\n  drift: { features: [a] }\n',
  ),
  wrong(
    'refusals-online',
    'refusals of a model that generates nothing',
    'custom',
    'quality: { refusals: { ceiling: 5% } }\n',
  ),
  wrong(
    'metrics-known',
    'own names on a runtime that is known',
    'vllm',
    'serving: { metrics: { requests: calls } }\n',
  ),
  wrong('metrics-empty', 'a map of names without a name', 'custom', 'serving: { metrics: {} }\n'),
  wrong(
    'metrics-name',
    'a metric name that is none',
    'custom',
    'serving: { metrics: { requests: model-calls } }\n',
  ),
  wrong(
    'metrics-errors',
    'failures that cannot be told from requests',
    'custom',
    'serving: { metrics: { requests: calls, errors: { metric: calls } } }\n',
  ),
  wrong(
    'metrics-pattern',
    'a pattern that Prometheus does not read',
    'custom',
    'serving: { metrics: { requests: calls, errors: { metric: calls, where: { code: "(?!200).*" } } } }\n',
  ),
  wrong(
    'metrics-twice',
    'one metric for two signals',
    'custom',
    'serving: { metrics: { requests: calls, inflight: active, queueDepth: active } }\n',
  ),
  wrong(
    'metrics-bounds',
    'bounds out of order',
    'custom',
    'serving: { metrics: { latency: { histogram: t, bounds: [0.5, 0.1] } } }\n',
  ),
  wrong(
    'metrics-objective',
    'an objective on a signal that is not mapped',
    'custom',
    'serving: { metrics: { requests: calls } }\nobjectives: { availability: 99%, latency: { p95: 500ms } }\n',
  ),
  wrong(
    'metrics-off-bucket',
    'an objective off the bounds that the entry gives',
    'custom',
    'serving: { metrics: { requests: calls, latency: { histogram: t, unit: milliseconds, bounds: [10, 50, 250] } } }\nobjectives: { latency: { p95: 100ms } }\n',
  ),
  wrong('tls-http', 'a certificate without https', 'custom', 'serving: { tls: { ca: serving-ca } }\n'),
  wrong(
    'probe-slow',
    'a probe that comes too seldom',
    'custom',
    'serving: { probe: { url: "http://a.b/health", every: 10m } }\n',
  ),
  wrong(
    'business-kind',
    'a business metric of unknown kind',
    'custom',
    'business: { basket: { metric: basket_value } }\n',
  ),
  wrong(
    'business-forms',
    'bounds in the wrong form',
    'custom',
    'business:\n  acceptance: { metric: accepted_total, per: shown_total, floor: 0.12 }\n  orders: { metric: orders_total, floor: 12% }\n  basket: { metric: basket_value, kind: gauge, ceiling: 5/s }\n',
  ),
  wrong(
    'business-order',
    'a floor above its ceiling',
    'custom',
    'business: { orders: { metric: orders_total, floor: 9/s, ceiling: 5/s } }\n',
  ),
  wrong(
    'business-dropped',
    'a business metric that is never stored',
    'custom',
    'business: { made: { metric: orders_created, kind: gauge } }\n',
  ),
  wrong(
    'business-renamed',
    'a business metric under the name that is mapped away',
    'custom',
    'serving: { metrics: { requests: calls_total } }\nbusiness: { calls: { metric: calls_total } }\n',
  ),
  wrong(
    'business-bound',
    'a bound that is none',
    'custom',
    'business: { orders: { metric: orders_total, floor: many } }\n',
  ),
  wrong('logs-retention', 'a retention in the shared stream', 'custom', 'logs: { retention: 90d }\n'),
  wrong('logs-sample', 'a sample of nothing', 'custom', 'logs: { payload: { sample: 0% } }\n'),
  wrong(
    'logs-text',
    'payloads and audit of lines that are text',
    'mlserver',
    'logs: { payload: { sample: 1% }, audit: true }\n',
  ),
  wrong(
    'logs-input',
    'an input among the fields that are kept',
    'custom',
    'logs: { fields: [decision, input] }\n',
  ),
  wrong(
    'alert-unknown',
    'an alert that is not in the catalogue',
    'custom',
    'alerts: { ModelErorBudgetBurn: { severity: info } }\n',
  ),
  wrong(
    'alert-off-for-ever',
    'an alert switched off without an end',
    'custom',
    'alerts: { ModelTrafficStopped: { off: the campaign ends } }\n',
  ),
  wrong(
    'alert-off-and-on',
    'an alert that is off and has a severity',
    'custom',
    'alerts: { ModelTrafficStopped: { off: it ends, until: 2026-12-31, severity: info } }\n',
  ),
  wrong(
    'alert-day',
    'a day that the calendar does not have',
    'custom',
    'alerts: { ModelTrafficStopped: { off: it ends, until: 2026-02-30 } }\n',
  ),
  wrong('alert-nothing', 'a change that changes nothing', 'custom', 'alerts: { ModelTrafficStopped: {} }\n'),
  wrong(
    'alert-extra-name',
    'own alerts with names that are taken or not allowed',
    'custom',
    "alerts:\n  extra:\n    ModelAbsent: { signal: queueDepth, above: 5, for: 5m, summary: s, runbook: 'https://w.example/x' }\n    queueLong: { signal: queueDepth, above: 5, for: 5m, summary: s, runbook: 'https://w.example/x' }\n",
  ),
  wrong(
    'alert-extra-signal',
    'own alerts on signals that are unknown or not fed',
    'bentoml',
    "alerts:\n  extra:\n    ModelQueueLong: { signal: queueDept, above: 5, for: 5m, summary: s, runbook: 'https://w.example/x' }\n    ModelTokensFew: { signal: tokens, below: 5, for: 5m, summary: s, runbook: 'https://w.example/x' }\n",
  ),
  wrong(
    'alert-extra-bounds',
    'an own alert with two bounds',
    'custom',
    "alerts:\n  extra:\n    ModelQueueLong: { signal: queueDepth, above: 5, below: 1, for: 5m, summary: s, runbook: 'https://w.example/x' }\n",
  ),
  wrong(
    'panel-twice',
    'two panels of one title, one of a metric that is never stored',
    'custom',
    'dashboards:\n  panels:\n    - { title: Cache, metric: cache_hits_total }\n    - { title: Cache, metric: cache_created }\n',
  ),
  wrong(
    'panel-show',
    'a panel drawn in an unknown way',
    'custom',
    'dashboards: { panels: [{ title: Cache, metric: cache_hits_total, show: p90 }] }\n',
  ),
  {
    file: 'language-file-mapped-twice',
    mistake: 'a group that is a list',
    spoil: written(
      entry('plain'),
      'name: plain\nteam: pricing\nruntime: custom\nbusiness: [orders_total]\nalerts: off\n',
    ),
  },
];

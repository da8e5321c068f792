import { meanOf, series } from '../feed';
import type { Runtime } from '../runtime';

/** Scrapes, probes, pages of documentation and unknown paths (`none`) are counted like predictions. */
const predictions = {
  handler:
    '!none|/|(/.+)?/(metrics|docs|redoc|openapi.json|health|healthz|live|livez|liveness|ready|readyz|readiness|ping)',
  method: '!OPTIONS|HEAD',
};
const requests = series('http_requests_total', predictions);
const latency = series('http_request_duration_seconds', predictions);

/**
 * An application on FastAPI with the defaults of prometheus-fastapi-instrumentator. Handlers are templates of routes;
 * the page never names a model.
 *
 * Latency is the histogram by handler, although it has three bounds only: the fine one has no labels and holds scrapes
 * and probes as well, whose quick answers would make any model look fast.
 */
export const fastapi = {
  title: 'FastAPI with prometheus-fastapi-instrumentator',
  kind: 'online',
  port: 8000,
  path: '/metrics',
  enable: 'in the application: Instrumentator().instrument(app).expose(app)',
  caution:
    'all models of one application count together; a refusal for overload (429) is grouped with faults of the caller and is no error; latency is known at 0.1, 0.5 and 1 s, the default of latency_lowr_buckets',
  servedName: 'never',
  perServer: [],
  feeds: {
    requests: { kind: 'rate', of: [requests] },
    // Statuses are grouped (5xx) unless should_group_status_codes is off (503).
    errors: { kind: 'rate', of: [series('http_requests_total', { ...predictions, status: '5..' })] },
    latency: { kind: 'histogram', of: latency, unit: 's', bounds: [0.1, 0.5, 1] },
    latencyMean: meanOf(latency, 's'),
  },
  drop: ['.+_created', 'python_gc_.+'],
  series: 88,
  limits: { samples: 3_000, labels: 40 },
  logFormat: 'python',
  panels: [
    {
      key: 'fastapi-handlers',
      title: 'Requests by handler',
      description: 'Templates of routes; probes, scrapes and unknown paths left out.',
      unit: 'per second',
      of: { kind: 'rate', of: [requests] },
      by: 'handler',
    },
    {
      key: 'fastapi-statuses',
      title: 'Answers by status',
      description: 'Groups of HTTP statuses; 4xx has refusals for overload too.',
      unit: 'per second',
      of: { kind: 'rate', of: [requests] },
      by: 'status',
    },
    {
      key: 'fastapi-request-size',
      title: 'Mean size of a request',
      description: 'By the header Content-Length; requests without one count as empty.',
      unit: 'bytes',
      of: meanOf(series('http_request_size_bytes', { handler: predictions.handler }), 'ratio'),
      by: 'handler',
    },
  ],
  pages: [{ page: 'fastapi', version: '8.1.0', origin: 'captured' }],
} as const satisfies Runtime;

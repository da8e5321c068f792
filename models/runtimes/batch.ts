import { series } from '../feed';
import { namespaces, objects } from '../names';
import type { Runtime } from '../runtime';

/**
 * A job that pushes its results to the Pushgateway when it ends. The gateway carries the groups of many jobs and keeps
 * them for ever, so a monitor keeps one model's series and silence is judged by the time of the last success.
 */
export const batch = {
  title: 'Batch job with Pushgateway',
  kind: 'batch',
  port: 9091,
  path: '/metrics',
  gateway: { namespace: namespaces.monitoring, selector: { 'app.kubernetes.io/name': objects.pushgateway } },
  enable: 'push with the grouping key /metrics/job/<job>/model_name/<name> when the job ends',
  servedLabel: 'model_name',
  servedName: 'required',
  perServer: [],
  feeds: {
    batchSuccess: {
      kind: 'gauge',
      of: series('ml_batch_job_last_success_timestamp_seconds'),
      across: 'max',
    },
    batchDuration: { kind: 'gauge', of: series('ml_batch_job_duration_seconds'), across: 'max' },
    // A push replaces the group, so the counter's value is that of one run: it is read as a gauge.
    batchRows: {
      kind: 'gauge',
      of: series('ml_batch_job_rows_total', { outcome: 'scored' }),
      across: 'sum',
    },
  },
  drop: ['.+_created', 'go_.+', 'process_.+', 'pushgateway_.+'],
  limits: { samples: 5_000, labels: 40 },
  logFormat: 'json',
  fixture: 'batch',
} as const satisfies Runtime;

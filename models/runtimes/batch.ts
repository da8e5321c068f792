import { series } from '../feed';
import { namespaces, objects } from '../names';
import type { Runtime } from '../runtime';

// A push replaces the group, and a pod is one run: the counter's value is that of one run and is read as a gauge.
const rows = (outcome: string) => series('ml_batch_job_rows_total', { outcome });

/** Told by the gateway itself of each group, under the labels of its grouping key. */
const pushes = ['batchPush', 'batchPushFailure'] as const;

/**
 * A job that pushes its results to the Pushgateway when it ends, or one that stays long enough to be read itself. The
 * gateway carries the groups of many jobs and keeps them for ever, so a monitor keeps one model's series and silence is
 * judged by the time of the last success.
 */
export const batch = {
  title: 'Batch job',
  kind: 'batch',
  port: 9091,
  path: '/metrics',
  gateway: {
    namespace: namespaces.monitoring,
    selector: { 'app.kubernetes.io/name': objects.pushgateway },
    tells: pushes,
  },
  enable: 'push with the grouping key /metrics/job/<job>/model_name/<name> when the job ends',
  servedLabel: 'model_name',
  servedName: 'required',
  servedVersion: 'model_version',
  perServer: [],
  feeds: {
    batchSuccess: {
      kind: 'gauge',
      of: series('ml_batch_job_last_success_timestamp_seconds'),
      across: 'max',
    },
    batchDuration: { kind: 'gauge', of: series('ml_batch_job_duration_seconds'), across: 'max' },
    batchPush: { kind: 'gauge', of: series('push_time_seconds'), across: 'max' },
    batchPushFailure: { kind: 'gauge', of: series('push_failure_time_seconds'), across: 'max' },
    batchRows: { kind: 'gauge', of: rows('scored'), across: 'sum' },
    batchFailedRows: { kind: 'gauge', of: rows('failed'), across: 'sum' },
    dataTime: { kind: 'gauge', of: series('ml_data_last_ingested_timestamp_seconds'), across: 'min' },
  },
  drop: ['.+_created', 'go_.+', 'process_.+', 'pushgateway_.+'],
  series: 38,
  limits: { samples: 5_000, labels: 40 },
  logFormat: 'json',
  panels: [
    {
      key: 'batch-rows-by-outcome',
      title: 'Rows of the last run by outcome',
      description: 'Skipped rows were left out on purpose, failed ones were not scored.',
      unit: 'count',
      of: { kind: 'gauge', of: series('ml_batch_job_rows_total'), across: 'sum' },
      by: 'outcome',
    },
  ],
  pages: [
    { page: 'batch', version: 'pushed to Pushgateway 1.5.1', origin: 'captured' },
    { page: 'batch-pods', version: 'served by the job', origin: 'documented', lacks: pushes },
  ],
} as const satisfies Runtime;

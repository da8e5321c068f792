import { inRuns, type Signal } from '../signal';

const of = { family: 'interface', origin: 'server', kinds: inRuns, labels: [] } as const;
const ofCluster = { ...of, origin: 'cluster' } as const;

/** Runs of batch models. */
export const runs = {
  batchSuccess: {
    ...of,
    form: 'verdict',
    unit: 'Unix seconds',
    meaning: 'end of the last successful run',
    series: 'model:batch_success_timestamp_seconds:max',
  },
  batchDuration: {
    ...of,
    form: 'verdict',
    unit: 'seconds',
    meaning: 'duration of the last run',
    series: 'model:batch_duration_seconds:max',
  },
  batchStart: {
    ...ofCluster,
    form: 'verdict',
    unit: 'Unix seconds',
    meaning: 'time at which the schedule last started a run',
    series: 'model:batch_start_timestamp_seconds:max',
  },
  batchSuspended: {
    ...ofCluster,
    form: 'verdict',
    unit: 'flag 0 or 1',
    meaning: 'whether the schedule is suspended, so that no run starts',
    series: 'model:batch_suspended:max',
  },
  batchRunning: {
    ...ofCluster,
    form: 'level',
    unit: 'seconds',
    meaning: 'time for which the current run has been going on; nothing between runs',
    series: 'model:batch_running_seconds:max',
  },
  batchPush: {
    ...of,
    form: 'verdict',
    unit: 'Unix seconds',
    meaning: 'time at which the gateway last took results of the job',
    series: 'model:batch_push_timestamp_seconds:max',
  },
  batchPushFailure: {
    ...of,
    form: 'verdict',
    unit: 'Unix seconds, 0 where there was none',
    meaning: 'time at which the gateway last refused results of the job',
    series: 'model:batch_push_failure_timestamp_seconds:max',
  },
  batchRows: {
    ...of,
    form: 'verdict',
    unit: 'rows',
    meaning: 'rows scored in the last run',
    series: 'model:batch_rows:sum',
  },
  batchFailedRows: {
    ...of,
    form: 'verdict',
    unit: 'rows',
    meaning: 'rows that the last run could not score',
    series: 'model:batch_failed_rows:sum',
  },
} as const satisfies Record<string, Signal>;

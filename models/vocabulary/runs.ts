import { inRuns, type Signal } from '../signal';

const of = { family: 'interface', origin: 'server', kinds: inRuns, labels: [] } as const;

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

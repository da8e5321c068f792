import { kubeCronJob } from '../models/exporters';
import { K, modelCronJob } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

const cronJob = 'namespace, cronjob';
const job = 'namespace, job_name';

/**
 * What is told of CronJobs, as of the models that name them. The models are on the left: one CronJob may score for
 * several, and one that is told twice is counted once.
 */
const ofModels = (told: Expression): Expression => promql`
  max by (${K}) (
    ${modelCronJob}
    * on (${cronJob}) group_left ()
    max by (${cronJob}) (
      ${told}
    )
  )
`;

/** Jobs that run now, each once; one that is done or has failed for good has no active pod. */
const running = promql`
  max by (${job}) (
    time() - ${kubeCronJob.jobStart}
    and on (${job})
    ${kubeCronJob.jobActive} > 0
  )
`;

/** The oldest of the Jobs that a CronJob has started and that still run. A Job has at most one controller. */
const runningOfCronJob = promql`
  label_replace(
    ${records.jobRunning}
    * on (${job}) group_left (owner_name)
    group by (${job}, owner_name) (${kubeCronJob.jobOwner}{owner_kind="CronJob", owner_is_controller="true"}),
    "cronjob", "$1", "owner_name", "(.+)"
  )
`;

/** What Kubernetes knows of the runs of batch models whose entries name their CronJob. */
export const cronJobRecords: readonly RecordingRule[] = [
  { record: records.jobRunning, expression: running },
  { record: signals.batchRunning.series, expression: ofModels(runningOfCronJob) },
  { record: signals.batchStart.series, expression: ofModels(promql`${kubeCronJob.scheduled}`) },
  { record: signals.batchSuspended.series, expression: ofModels(promql`${kubeCronJob.suspended}`) },
  { record: records.cronJobSuccess, expression: ofModels(promql`${kubeCronJob.succeeded}`) },
];

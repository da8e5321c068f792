import { hours, minutes } from '../models/duration';
import { blackbox, cadvisor, kubeState } from '../models/exporters';
import { G, gpuRecords } from '../models/gpu-records';
import { K, KV } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

const rateWindow = minutes(5);
const pod = 'namespace, pod';
const container = `${pod}, container`;

/**
 * Each pod once, however many of its pages are scraped and whether the scrape succeeds. One that serves several models
 * cannot be divided between them; left in, it would make every join below fail, for all models.
 */
const podsOfOneModel = promql`
  ${records.podsOfModel}
  and on (${pod})
  (count by (${pod}) (${records.podsOfModel}) == 1)
`;

/** What is told of pods, as of their models; what is told of any other pod is left out. */
const ofModels = (told: Expression): Expression => promql`
  ${told}
  * on (${pod}) group_left (model_name)
  ${records.podOfModel}
`;

/** cAdvisor tells of the pod as a whole too, without a container, and in some runtimes of its sandbox as one. */
const ofContainers = (metric: string): string => `${metric}{container!="", container!="POD"}`;

/** A container once, also where two objects make Prometheus scrape the same kubelet. */
const eachOnce = (told: Expression): Expression => promql`max by (${container}) (${told})`;

const processorTime = eachOnce(
  promql`sum without (cpu) (rate(${ofContainers(cadvisor.cpu)}[${rateWindow}]))`,
);

/** Without a limit there is nothing to be a share of. */
const shareOfLimit = promql`
  ${eachOnce(promql`${ofContainers(cadvisor.memory)}`)}
  / on (${container})
  (${eachOnce(promql`${kubeState.limits}{resource="memory"}`)} > 0)
`;

/**
 * Counted by the numbers told, not by `increase`, which makes more than one of one. They only rise while a pod lives,
 * whichever of several exporters tells them; another pod of that name has a `uid` of its own.
 */
const lastHour = (edge: 'max' | 'min'): Expression =>
  promql`${edge} by (${container}, uid) (${edge}_over_time(${kubeState.restarts}[${hours(1)}]))`;
const restarts = promql`(${lastHour('max')} - ${lastHour('min')})`;

const inUse = (record: string): Expression => promql`${record}{pod!=""}`;

/**
 * Also of pods that several models share, and of each of them: there is nothing to divide. So the models are the many
 * here, and a pod's GPUs have become one number before.
 */
const faultOfGpus = promql`
  max by (${K}) (
    ${records.podsOfModel}
    * on (${pod}) group_left ()
    max by (${pod}) (
      ${gpuRecords.held}
      * on (${G}) group_left ()
      ${gpuRecords.fault}
    )
  )
`;

const aggregated = (operator: 'sum' | 'max' | 'avg', told: Expression): Expression => promql`
  ${operator} by (${K}) (
    ${ofModels(told)}
  )
`;

/** What the cluster's exporters and the prober tell of models. */
export const systemRecords: readonly RecordingRule[] = [
  {
    record: records.targetsOfVersion,
    expression: promql`sum by (${KV}, runtime) (up{model_name!="", model_version!=""})`,
  },
  {
    record: records.podsOfModel,
    expression: promql`group by (${pod}, model_name) (up{model_name!="", pod!=""})`,
  },
  { record: records.podOfModel, expression: podsOfOneModel },
  { record: signals.cpu.series, expression: aggregated('sum', processorTime) },
  { record: signals.memory.series, expression: aggregated('max', shareOfLimit) },
  { record: signals.restarts.series, expression: aggregated('sum', restarts) },
  { record: signals.gpuBusy.series, expression: aggregated('avg', inUse(gpuRecords.busy)) },
  { record: signals.gpuMemory.series, expression: aggregated('max', inUse(gpuRecords.memory)) },
  { record: signals.gpuFault.series, expression: faultOfGpus },
  {
    record: signals.probe.series,
    // A call that the prober was never asked to make says nothing: until the next one, what it found last holds.
    expression: promql`min by (${K}) (last_over_time(${blackbox.success}{model_name!=""}[${rateWindow}]))`,
  },
];

import { hours, minutes } from '../models/duration';
import { clockEvents, dcgm } from '../models/dcgm';
import { gpuResources, kubeNodes } from '../models/exporters';
import { gpuLimits } from '../models/gpu-limits';
import { G, gpuPodKey, gpuRecords } from '../models/gpu-records';
import { scrapeInterval } from '../models/scrape-interval';
import { brokenClasses, containedClasses, xidPattern } from '../models/xids';
import { joined, promql, type Expression } from './promql';
import type { RecordingRule } from './rule';

const byPod = gpuPodKey.join(', ');
const pod = 'namespace, pod';

/**
 * A GPU once, also where it is told once for each pod that shares it, or for each of its instances. A sum would count it
 * several times.
 */
const eachOnce = (told: Expression | string): Expression => promql`max by (${G}) (${told})`;

/** For how long a GPU that reports nothing is still its pod's: one that fell off the bus may be silent at once. */
const remembered = minutes(10);
const held = promql`group by (${byPod}) (last_over_time(${dcgm.temperature}{pod!=""}[${remembered}]))`;
const known = promql`group by (${G}) (last_over_time(${dcgm.temperature}[${remembered}]))`;

/**
 * The last code alone, for exporters whose count of errors is switched off. It stays until the exporter restarts, so it
 * counts while it is new, once, however often the error comes again. Seen within an hour before that, it is not new; a
 * scrape that was missed does not make it so.
 */
const newXid = promql`
  group by (${byPod}, err_code) (
    ${dcgm.lastXid} > 0
    unless on (${G}, err_code)
    last_over_time(${dcgm.lastXid}[${hours(1)}] offset ${minutes(10)})
  )
`;

/** Errors by code, which the exporter counts anew over its window. */
const xids = promql`
  max by (${byPod}, xid) (
    ${dcgm.xidCount}{xid!=""}
    or
    label_replace(
      ${gpuRecords.newXid} unless on (node) ${dcgm.xidCount},
      "xid", "$1", "err_code", "(.+)"
    )
  )
`;

const usedMemory = promql`
  max by (${byPod}) (
    ${dcgm.memoryUsed}
    / (${dcgm.memoryUsed} + ${dcgm.memoryFree} + (${dcgm.memoryReserved} or 0 * ${dcgm.memoryUsed}) > 0)
  )
`;

/** Nanoseconds per second become a share of time. */
const throttled = (counter: string): Expression =>
  promql`${eachOnce(promql`rate(${counter}[${minutes(5)}])`)} / 1e9`;

/**
 * Of a count that the GPU keeps through restarts, by the numbers told: it often rises in the moment in which its pod ends,
 * and goes on as the count of a GPU without one, in which `increase` would see nothing. One that is set back is no error.
 */
const counted = (counter: string): Expression => promql`
  max by (${G}) (last_over_time(${counter}[${hours(1)}]))
  - min by (${G}) (min_over_time(${counter}[${hours(1)}]))
`;

/** The same of a count that begins anew with the driver. */
const increased = (counter: string): Expression =>
  promql`increase((${eachOnce(counter)})[${hours(1)}:${scrapeInterval}])`;

const perSecond = (counter: string): Expression => eachOnce(promql`rate(${counter}[${minutes(15)}])`);

/** Some GPUs know none of one of these: what is missing is nothing. */
const linkErrors = joined(
  [dcgm.nvlinkReplays, dcgm.nvlinkFlitErrors, dcgm.nvlinkDataErrors].map(
    (counter) => promql`(${perSecond(counter)} or 0 * ${gpuRecords.podGpus})`,
  ),
  '+',
);

const podGpus = promql`
  max by (${G}) (
    ${gpuRecords.held}
    * on (${pod}) group_left ()
    count by (${pod}) (${gpuRecords.held})
  )
  or
  0 * ${known}
`;

const isXid = (pattern: string): Expression =>
  promql`group by (${G}) (${gpuRecords.xids}{xid=~"${pattern}"} > 0)`;

/** What is left out is well: every line but the last is there only while something is wrong. */
const fault = promql`
  2 * ${isXid(xidPattern(...brokenClasses))}
  or
  2 * (${isXid(xidPattern('link'))} and on (${G}) ${gpuRecords.podGpus} > 1)
  or
  2 * group by (${G}) (${dcgm.remapFailure} > 0)
  or
  ${isXid(xidPattern(...containedClasses, 'link'))}
  or
  group by (${G}) (${gpuRecords.thermalThrottle} > ${gpuLimits.heatThrottled})
  or
  group by (${G}) (${dcgm.clockEvents}{clock_event="${clockEvents.powerBrake}"} > 0)
  or
  group by (${G}) (${gpuRecords.uncorrectableRows} > 0)
  or
  0 * ${known}
`;

const ofNodes = (metric: string): Expression =>
  promql`max by (node, resource) (${metric}{resource=~"${gpuResources.any}"})`;

/** GPUs and their nodes as alerts and boards read them; each reads what those before it record. */
export const gpuRecordingRules: readonly RecordingRule[] = [
  { record: gpuRecords.held, expression: held },
  { record: gpuRecords.podGpus, expression: podGpus },
  { record: gpuRecords.newXid, expression: newXid },
  { record: gpuRecords.xids, expression: xids },
  { record: gpuRecords.busy, expression: promql`max by (${byPod}) (${dcgm.engineActive})` },
  { record: gpuRecords.memory, expression: usedMemory },
  // A value that the GPU does not tell was once published as the largest number that there is; so below with power.
  { record: gpuRecords.temperature, expression: eachOnce(promql`${dcgm.temperature} < 1000`) },
  { record: gpuRecords.power, expression: eachOnce(promql`${dcgm.power} < 100000`) },
  { record: gpuRecords.thermalThrottle, expression: throttled(dcgm.thermalThrottle) },
  { record: gpuRecords.powerThrottle, expression: throttled(dcgm.powerThrottle) },
  { record: gpuRecords.uncorrectableRows, expression: counted(dcgm.uncorrectableRows) },
  { record: gpuRecords.doubleBitErrors, expression: counted(dcgm.doubleBitErrors) },
  { record: gpuRecords.pcieReplays, expression: perSecond(dcgm.pcieReplays) },
  { record: gpuRecords.nvlinkRecoveries, expression: increased(dcgm.nvlinkRecoveries) },
  { record: gpuRecords.nvlinkErrors, expression: linkErrors },
  { record: gpuRecords.fault, expression: fault },
  { record: gpuRecords.capacity, expression: ofNodes(kubeNodes.capacity) },
  { record: gpuRecords.allocatable, expression: ofNodes(kubeNodes.allocatable) },
  {
    record: gpuRecords.seen,
    expression: promql`count by (node) (group by (node, UUID) (${dcgm.temperature}))`,
  },
];

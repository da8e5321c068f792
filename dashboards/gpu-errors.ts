import { dcgm } from '../models/dcgm';
import { G, gpuRecords } from '../models/gpu-records';
import type { UnplacedPanel } from './grafana';
import { stateTimeline } from './panel-states';
import { timeSeries } from './panel-timeseries';
import { largest, mostLines } from './queries';
import { gpuName } from './queries-gpu';
import { gpuStates } from './states';
import { units } from './units';

const noValue = 'No GPU reports';

/** Whether GPUs work as they should. */
export const errorCharts: readonly UnplacedPanel[] = [
  stateTimeline({
    key: 'gpu-health',
    title: 'GPU hardware',
    description: `State of each GPU's hardware (${gpuRecords.fault}); of more than ${mostLines} GPUs, those that are worst off. Failing means that nobody should go on using it, degraded that it is slowed down or waits for a reset.`,
    noValue,
    expr: largest(gpuRecords.fault),
    legend: gpuName,
    values: { states: gpuStates },
  }),
  timeSeries({
    key: 'gpu-xid',
    title: 'XID errors',
    description: `Errors that the driver reported within the last minutes, by their code (${gpuRecords.xids}). The runbooks say what the codes mean.`,
    unit: units.count,
    noValue: 'No error',
    series: [{ expr: largest(gpuRecords.xids), legend: `${gpuName} XID {{xid}} {{pod}}` }],
  }),
  timeSeries({
    key: 'gpu-rows',
    title: 'Errors of GPU memory',
    description: `Rows of memory replaced and double-bit errors within the last hour (${gpuRecords.uncorrectableRows}, ${gpuRecords.doubleBitErrors}), and whether a row waits for a reset or could not be replaced at all.`,
    unit: units.count,
    noValue,
    series: [
      { expr: largest(gpuRecords.uncorrectableRows), legend: `${gpuName} rows` },
      { expr: largest(gpuRecords.doubleBitErrors), legend: `${gpuName} double-bit errors` },
      { expr: largest(`max by (${G}) (${dcgm.remapPending})`), legend: `${gpuName} waits for a reset` },
      { expr: largest(`max by (${G}) (${dcgm.remapFailure})`), legend: `${gpuName} not replaced` },
    ],
  }),
  timeSeries({
    key: 'gpu-links',
    title: 'Errors of GPU links',
    description: `Packets sent again over PCIe, and over NVLink together with those that arrived broken, per second (${gpuRecords.pcieReplays}, ${gpuRecords.nvlinkErrors}); lanes recovered within the last hour (${gpuRecords.nvlinkRecoveries}).`,
    unit: units.eventRate,
    noValue,
    series: [
      { expr: largest(gpuRecords.pcieReplays), legend: `${gpuName} PCIe` },
      { expr: largest(gpuRecords.nvlinkErrors), legend: `${gpuName} NVLink` },
      { expr: largest(gpuRecords.nvlinkRecoveries), legend: `${gpuName} recoveries in an hour` },
    ],
  }),
  timeSeries({
    key: 'gpu-nodes',
    title: 'GPUs by node',
    description: `GPUs that the kubelet knows, that it may give to pods, and that dcgm-exporter sees (${gpuRecords.capacity}, ${gpuRecords.allocatable}, ${gpuRecords.seen}). The three are equal, unless GPUs are shared or divided.`,
    unit: units.count,
    noValue,
    series: [
      { expr: gpuRecords.capacity, legend: '{{node}} {{resource}} known' },
      { expr: gpuRecords.allocatable, legend: '{{node}} {{resource}} allocatable' },
      { expr: gpuRecords.seen, legend: '{{node}} seen' },
    ],
  }),
];

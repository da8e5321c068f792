import { dcgm } from '../models/dcgm';
import { gpuLimits } from '../models/gpu-limits';
import { G, gpuPodKey, gpuRecords } from '../models/gpu-records';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { stateTimeline } from './panel-states';
import { table } from './panel-table';
import { timeSeries } from './panel-timeseries';
import { lines } from './queries';
import { gpuName } from './queries-gpu';
import { gpuStates } from './states';
import { badFrom, linesAt } from './thresholds';
import { units } from './units';

const noValue = 'No GPU reports';
const heat = { warning: gpuLimits.warm, critical: gpuLimits.hot };

/** The state of every GPU, and the pod that holds it. */
const gpuTable = table({
  key: 'gpu',
  title: 'GPUs',
  description: `Every GPU that dcgm-exporter sees, those whose hardware fails first (${gpuRecords.fault}). XID errors are those that the driver reported within the last minutes, the program's own included. Memory is the used share; servers that reserve it all look full and are fine.`,
  noValue: '–',
  rows: `max by (${gpuPodKey.join(', ')}) (${dcgm.temperature})`,
  labels: [
    { label: 'node', title: 'Node' },
    { label: 'gpu', title: 'GPU' },
    { label: 'pod', title: 'Used by pod' },
  ],
  hidden: ['UUID', 'namespace'],
  values: [
    {
      title: 'Hardware',
      // Of the GPU, for each pod that it has a row for.
      expr: lines(
        `max by (${gpuPodKey.join(', ')}) (${dcgm.temperature}) * 0`,
        `+ on (${G}) group_left () ${gpuRecords.fault}`,
      ),
      unit: units.state,
      steps: badFrom({ warning: 1, critical: 2 }),
      states: gpuStates,
    },
    {
      title: 'XID errors',
      expr: `sum by (${gpuPodKey.join(', ')}) (${gpuRecords.xids})`,
      unit: units.count,
      steps: badFrom({ warning: 1 }),
    },
    { title: 'Busy', expr: `max by (${gpuPodKey.join(', ')}) (${gpuRecords.busy})`, unit: units.ratio },
    { title: 'Memory', expr: `max by (${gpuPodKey.join(', ')}) (${gpuRecords.memory})`, unit: units.ratio },
    {
      title: 'Temperature',
      expr: `max by (${gpuPodKey.join(', ')}) (${dcgm.temperature})`,
      unit: units.celsius,
      steps: badFrom(heat),
    },
  ],
  worst: 'Hardware',
});

/** Whether GPUs work as they should. */
const healthCharts: readonly UnplacedPanel[] = [
  stateTimeline({
    key: 'gpu-health',
    title: 'GPU hardware',
    description: `State of each GPU's hardware (${gpuRecords.fault}). Failing means that nobody should go on using it, degraded that it is slowed down or waits for a reset.`,
    noValue,
    expr: gpuRecords.fault,
    legend: gpuName,
    values: { states: gpuStates },
  }),
  timeSeries({
    key: 'gpu-xid',
    title: 'XID errors',
    description: `Errors that the driver reported within the last minutes, by their code (${gpuRecords.xids}). The runbooks say what the codes mean.`,
    unit: units.count,
    noValue: 'No error',
    series: [{ expr: gpuRecords.xids, legend: `${gpuName} XID {{xid}} {{pod}}` }],
  }),
  timeSeries({
    key: 'gpu-rows',
    title: 'Errors of GPU memory',
    description: `Rows of memory replaced and double-bit errors within the last hour (${gpuRecords.uncorrectableRows}, ${gpuRecords.doubleBitErrors}), and whether a row waits for a reset or could not be replaced at all.`,
    unit: units.count,
    noValue,
    series: [
      { expr: gpuRecords.uncorrectableRows, legend: `${gpuName} rows` },
      { expr: gpuRecords.doubleBitErrors, legend: `${gpuName} double-bit errors` },
      { expr: `max by (${G}) (${dcgm.remapPending})`, legend: `${gpuName} waits for a reset` },
      { expr: `max by (${G}) (${dcgm.remapFailure})`, legend: `${gpuName} not replaced` },
    ],
  }),
  timeSeries({
    key: 'gpu-throttle',
    title: 'GPU slowed down',
    description: `Share of time with lower clocks, because of heat and because of the power limit (${gpuRecords.thermalThrottle}, ${gpuRecords.powerThrottle}). The line is where heat begins to matter; a GPU under full load may well be at its power limit.`,
    unit: units.ratio,
    noValue,
    series: [
      { expr: gpuRecords.thermalThrottle, legend: `${gpuName} heat` },
      { expr: gpuRecords.powerThrottle, legend: `${gpuName} power` },
    ],
    lines: linesAt(gpuLimits.heatThrottled),
    atLeast: { max: 1 },
  }),
  timeSeries({
    key: 'gpu-links',
    title: 'Errors of GPU links',
    description: `Packets sent again over PCIe, and over NVLink together with those that arrived broken, per second (${gpuRecords.pcieReplays}, ${gpuRecords.nvlinkErrors}); lanes recovered within the last hour (${gpuRecords.nvlinkRecoveries}).`,
    unit: units.eventRate,
    noValue,
    series: [
      { expr: gpuRecords.pcieReplays, legend: `${gpuName} PCIe` },
      { expr: gpuRecords.nvlinkErrors, legend: `${gpuName} NVLink` },
      { expr: gpuRecords.nvlinkRecoveries, legend: `${gpuName} recoveries in an hour` },
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

/** How GPUs are used. */
const useCharts: readonly UnplacedPanel[] = [
  timeSeries({
    key: 'gpu-busy',
    title: 'GPU busy',
    description: `Share of time in which the graphics or compute engine worked (${gpuRecords.busy}).`,
    unit: units.ratio,
    noValue,
    series: [{ expr: gpuRecords.busy, legend: `${gpuName} {{pod}}` }],
    atLeast: { max: 1 },
  }),
  timeSeries({
    key: 'gpu-memory',
    title: 'GPU memory',
    description: `Used share of GPU memory (${gpuRecords.memory}). Servers that reserve it all look full and are fine.`,
    unit: units.ratio,
    noValue,
    series: [{ expr: gpuRecords.memory, legend: `${gpuName} {{pod}}` }],
    atLeast: { max: 1 },
  }),
  timeSeries({
    key: 'gpu-temperature',
    title: 'GPU temperature',
    description: `Temperature of the chip (${gpuRecords.temperature}); lines at ${heat.warning} and ${heat.critical} °C.`,
    unit: units.celsius,
    noValue,
    series: [{ expr: gpuRecords.temperature, legend: gpuName }],
    lines: badFrom(heat),
  }),
];

/** The GPUs of the environment, which belong to nodes and only then to models. */
export const gpuSection: Section = {
  key: 'gpu',
  title: 'GPUs',
  collapsed: false,
  bands: [
    { height: 8, perLine: 1, panels: [gpuTable] },
    { height: 8, perLine: 3, panels: healthCharts },
    { height: 8, perLine: 3, panels: useCharts },
  ],
};

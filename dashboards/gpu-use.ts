import { gpuLimits } from '../models/gpu-limits';
import { G, gpuRecords } from '../models/gpu-records';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import { timeSeries } from './panel-timeseries';
import { largest, mostLines, smallest } from './queries';
import { busyWithinHour, gpuName, heldAndIdle } from './queries-gpu';
import { badFrom, linesAt } from './thresholds';
import { units } from './units';

const noValue = 'No GPU reports';
const heat = { warning: gpuLimits.warm, critical: gpuLimits.hot };
const ofGpuAndPod = `${gpuName} {{pod}}`;

/** How much GPUs work, and for whom. */
export const utilisationCharts: readonly UnplacedPanel[] = [
  timeSeries({
    key: 'gpu-busy',
    title: 'GPU busy',
    description: `Share of time in which the graphics or compute engine worked (${gpuRecords.busy}), of the ${mostLines} busiest GPUs. At the line nothing is left for more.`,
    unit: units.ratio,
    noValue,
    series: [{ expr: largest(gpuRecords.busy), legend: ofGpuAndPod }],
    lines: linesAt(gpuLimits.saturated),
    atLeast: { max: 1 },
  }),
  timeSeries({
    key: 'gpu-idle',
    title: 'Least busy while held',
    description: `Share of the last hour in which GPUs that a pod holds worked (${gpuRecords.busy}), of the ${mostLines} idlest. Below the line a GPU does nothing and costs as much as one that works.`,
    unit: units.ratio,
    noValue: 'No pod holds a GPU',
    series: [{ expr: smallest(busyWithinHour), legend: ofGpuAndPod }],
    lines: linesAt(gpuLimits.idle),
    atLeast: { max: 1 },
  }),
  timeSeries({
    key: 'gpu-use',
    title: 'GPUs and their use',
    description: `GPUs that dcgm-exporter sees (${gpuRecords.seen}), that pods hold (${gpuRecords.held}), and that are held and hardly worked within the last hour (${gpuRecords.busy}).`,
    unit: units.count,
    noValue,
    series: [
      { expr: `sum(${gpuRecords.seen})`, legend: 'seen' },
      { expr: `count(group by (${G}) (${gpuRecords.held}))`, legend: 'held' },
      { expr: `count(group by (${G}) (${heldAndIdle}))`, legend: 'held and idle' },
    ],
  }),
  timeSeries({
    key: 'gpu-models',
    title: 'Use by model',
    description: `Mean use of the GPUs of each model's pods (${signals.gpuBusy.series}); of a pod that serves several models nobody can tell which of them uses its GPU. The ${mostLines} models that use most are drawn.`,
    unit: units.ratio,
    noValue: 'No model uses a GPU',
    series: [{ expr: largest(signals.gpuBusy.series), legend: '{{model_name}}' }],
    atLeast: { max: 1 },
  }),
];

/** What GPUs run out of: memory, and what lets them keep their clocks. */
export const saturationCharts: readonly UnplacedPanel[] = [
  timeSeries({
    key: 'gpu-memory',
    title: 'GPU memory',
    description: `Used share of GPU memory (${gpuRecords.memory}), of the ${mostLines} fullest. Servers that reserve it all look full and are fine.`,
    unit: units.ratio,
    noValue,
    series: [{ expr: largest(gpuRecords.memory), legend: ofGpuAndPod }],
    lines: linesAt(gpuLimits.full),
    atLeast: { max: 1 },
  }),
  timeSeries({
    key: 'gpu-throttle',
    title: 'GPU slowed down',
    description: `Share of time with lower clocks, because of heat and because of the power limit (${gpuRecords.thermalThrottle}, ${gpuRecords.powerThrottle}). The line is where heat begins to matter; a GPU under full load may well be at its power limit.`,
    unit: units.ratio,
    noValue,
    series: [
      { expr: largest(gpuRecords.thermalThrottle), legend: `${gpuName} heat` },
      { expr: largest(gpuRecords.powerThrottle), legend: `${gpuName} power` },
    ],
    lines: linesAt(gpuLimits.heatThrottled),
    atLeast: { max: 1 },
  }),
  timeSeries({
    key: 'gpu-temperature',
    title: 'GPU temperature',
    description: `Temperature of the chip (${gpuRecords.temperature}), of the ${mostLines} hottest. Lines at ${heat.warning} and ${heat.critical} °C.`,
    unit: units.celsius,
    noValue,
    series: [{ expr: largest(gpuRecords.temperature), legend: gpuName }],
    lines: badFrom(heat),
  }),
  timeSeries({
    key: 'gpu-power',
    title: 'Power',
    description: `Power that each GPU draws (${gpuRecords.power}), of the ${mostLines} that draw most.`,
    unit: units.watts,
    noValue,
    series: [{ expr: largest(gpuRecords.power), legend: gpuName }],
  }),
];

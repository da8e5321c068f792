import { gpuRecords } from '../models/gpu-records';
import type { Model } from '../models/model';
import { practice } from '../models/practice';
import { signals, type SignalName } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { palette } from './palette';
import { timeSeries, type Series } from './panel-timeseries';
import { lines, selectorOf, seriesOf } from './queries';
import { gpuName } from './queries-gpu';
import { signalPanels, type SignalPanel } from './signal-panels';
import { gpuStates } from './states';
import { units } from './units';

/** How full the servers, their containers and their GPUs are. */
export const capacitySection = (model: Model): Section => ({
  key: 'capacity',
  title: 'Capacity',
  collapsed: false,
  bands: [
    { height: 7, perLine: 4, panels: [...signalPanels(model, serverPanels), ...gpuCharts(model)] },
    { height: 7, perLine: 3, panels: signalPanels(model, containerPanels) },
    { height: 5, perLine: 1, panels: signalPanels(model, hardwarePanels) },
  ],
});

const serverPanels: readonly SignalPanel[] = [
  {
    signal: 'inflight',
    key: 'inflight',
    title: 'In flight',
    shows: 'Requests being worked on, over all replicas',
    unit: units.count,
    noValue: 'Nothing arrives',
  },
  {
    signal: 'queueDepth',
    key: 'queue',
    title: 'Queue',
    shows: 'Requests that wait for a free slot, over all replicas',
    unit: units.count,
    noValue: 'Nothing arrives',
  },
  {
    signal: 'saturation',
    key: 'saturation',
    title: 'Saturation',
    hint: 'Full alone is fine: an alert also asks for late or interrupted answers.',
    unit: units.ratio,
    noValue: 'Nothing arrives',
    limits: ({ kind }) => [
      { value: kind === 'llm' ? practice.saturation : undefined, name: 'what leaves room for more' },
    ],
    atLeast: { max: 1 },
  },
];

const containerPanels: readonly SignalPanel[] = [
  {
    signal: 'cpu',
    key: 'cpu',
    title: 'CPU',
    unit: units.cores,
    noValue: 'Nothing arrives',
  },
  {
    signal: 'memory',
    key: 'memory',
    title: 'Memory',
    hint: 'At 100% the container is killed.',
    unit: units.ratio,
    noValue: 'No limit is set',
    atLeast: { max: 1 },
  },
  {
    signal: 'restarts',
    key: 'restarts',
    title: 'Restarts',
    unit: units.perHour,
    noValue: 'Nothing arrives',
  },
];

const hardwarePanels: readonly SignalPanel[] = [
  {
    signal: 'gpuFault',
    key: 'gpu-fault',
    title: 'GPU hardware',
    hint: 'The board GPUs says which GPU it is and what is wrong.',
    unit: units.state,
    noValue: 'No GPU reports',
    as: gpuStates,
  },
];

function gpuCharts(model: Model): readonly UnplacedPanel[] {
  if (model.gpu === undefined) return [];
  // The exporter knows pods and no models; the model's own targets say which pods are its.
  const ofPods = (expr: string): string => lines(expr, `and on (namespace, pod) up{${selectorOf(model)}}`);
  const perGpu = (expr: string): Series => ({ expr: ofPods(expr), legend: gpuName });
  const recorded = (signal: SignalName, legend: string): readonly Series[] =>
    model.signals.includes(signal)
      ? [{ expr: seriesOf(signals[signal].series, model), legend, colour: palette.neutral }]
      : [];
  return [
    timeSeries({
      key: 'gpu-busy',
      title: 'GPU busy',
      description: `Share of time in which the GPUs of the model's pods worked (${gpuRecords.busy}), and their mean (${signals.gpuBusy.series}). On a server with several models they share it.`,
      unit: units.ratio,
      noValue: 'No GPU reports',
      series: [perGpu(gpuRecords.busy), ...recorded('gpuBusy', 'mean')],
      atLeast: { max: 1 },
    }),
    timeSeries({
      key: 'gpu-memory',
      title: 'GPU memory',
      description: `Used share of the memory of those GPUs (${gpuRecords.memory}), and that of the fullest (${signals.gpuMemory.series}). Servers that reserve it all look full and are fine.`,
      unit: units.ratio,
      noValue: 'No GPU reports',
      series: [perGpu(gpuRecords.memory), ...recorded('gpuMemory', 'fullest')],
      atLeast: { max: 1 },
    }),
  ];
}

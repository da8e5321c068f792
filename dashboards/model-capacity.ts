import type { Environment } from '../environments';
import { pricedPools } from '../environments/gpu-price';
import { costRecords } from '../models/cost-records';
import { gpuRecords } from '../models/gpu-records';
import type { Model } from '../models/model';
import { practice } from '../models/practice';
import { records } from '../models/records';
import { signals, type SignalName } from '../models/signals';
import { moneyOf } from './cost/money';
import { waysTo } from './drill-downs';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { palette, type Colour } from './palette';
import { timeSeries, type Series } from './panel-timeseries';
import { lines, seriesOf } from './queries';
import { gpuName } from './queries-gpu';
import { signalPanels, type SignalPanel } from './signal-panels';
import { gpuStates } from './states';
import { units } from './units';

/** How full the servers, their containers and their GPUs are. */
export const capacitySection = (model: Model, environment: Environment): Section => ({
  key: 'capacity',
  title: 'Capacity',
  collapsed: false,
  bands: [
    {
      height: 7,
      perLine: 4,
      panels: [...signalPanels(model, serverPanels), ...gpuCharts(model, environment)],
    },
    { height: 7, perLine: 3, panels: signalPanels(model, containerPanels) },
    { height: 5, perLine: 1, panels: signalPanels(model, hardwarePanels) },
  ],
});

/** How full servers are, of one model or of the chosen one. */
export const serverPanels: readonly SignalPanel[] = [
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

function gpuCharts(model: Model, environment: Environment): readonly UnplacedPanel[] {
  if (model.gpu === undefined) return [];
  // The exporter knows pods and no models; the model's own targets say which pods are its.
  const ofPods = (expr: string): string =>
    lines(expr, `and on (namespace, pod) ${seriesOf(records.podsOfModel, model)}`);
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
    ...costChart(model, environment),
  ].map((panel) => ({ leadsTo: waysTo('gpu', environment), ...panel }));
}

/** Where the price of the model's GPUs is known, and no other model shares its pods: nobody could tell whose cost it is. */
function costChart(model: Model, environment: Environment): readonly UnplacedPanel[] {
  const priced = pricedPools(environment).some(({ name }) => name === model.gpu?.pool);
  if (!priced || !model.signals.includes('gpuBusy')) return [];
  const cost = (use: string, legend: string, colour: Colour): Series => ({
    expr: `sum(${seriesOf(costRecords.ofModel, model, `use="${use}"`)})`,
    legend,
    colour,
  });
  return [
    {
      ...timeSeries({
        key: 'gpu-cost',
        title: 'Cost of GPUs',
        description: `What the GPUs of the model's pods cost by the hour (${costRecords.ofModel}), those that work and those that hardly did within the last hour.`,
        unit: moneyOf(environment).perHour,
        noValue: 'No GPU reports',
        series: [cost('busy', 'in use', palette.primary), cost('idle', 'idle', palette.warning)],
      }),
      leadsTo: waysTo('cost', environment),
    },
  ];
}

import { dcgm } from '../models/exporters';
import type { Model } from '../models/model';
import { signals, type SignalName } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { timeSeries, type TimeSeries } from './panel-timeseries';
import { lines, selectorOf, seriesOf } from './queries';
import { gpuMemoryShare, gpuName } from './queries-gpu';
import { units } from './units';

/** How full the servers and their GPUs are. */
export const capacitySection = (model: Model): Section => ({
  key: 'capacity',
  title: 'Capacity',
  collapsed: false,
  bands: [
    {
      height: 7,
      perLine: 4,
      panels: [...serverCharts(model), ...gpuCharts(model)],
    },
  ],
});

const charts: readonly (Omit<TimeSeries, 'series'> & { readonly signal: SignalName })[] = [
  {
    signal: 'inflight',
    key: 'inflight',
    title: 'In flight',
    description: 'Requests being worked on, over all replicas',
    unit: units.count,
    noValue: 'Nothing arrives',
  },
  {
    signal: 'queueDepth',
    key: 'queue',
    title: 'Queue',
    description: 'Requests that wait for a free slot, over all replicas',
    unit: units.count,
    noValue: 'Nothing arrives',
  },
  {
    signal: 'saturation',
    key: 'saturation',
    title: 'Saturation',
    description: 'Share of the scarcest resource in use, worst replica',
    unit: units.ratio,
    noValue: 'Nothing arrives',
    atLeast: { max: 1 },
  },
  {
    signal: 'tokens',
    key: 'tokens',
    title: 'Tokens generated',
    description: 'Tokens generated per second',
    unit: units.tokenRate,
    noValue: 'No traffic',
  },
];

const serverCharts = (model: Model): readonly UnplacedPanel[] =>
  charts
    .filter(({ signal }) => model.signals.includes(signal))
    .map(({ signal, ...chart }) =>
      timeSeries({
        ...chart,
        description: `${chart.description} (${signals[signal].series}).`,
        series: [{ expr: seriesOf(signals[signal].series, model), legend: chart.title.toLowerCase() }],
      }),
    );

function gpuCharts(model: Model): readonly UnplacedPanel[] {
  if (model.gpu === undefined) return [];
  // The exporter knows pods and no models; the model's own targets say which pods are its.
  const ofPods = (expr: string): string => lines(expr, `and on (namespace, pod) up{${selectorOf(model)}}`);
  return [
    timeSeries({
      key: 'gpu-busy',
      title: 'GPU busy',
      description: `Share of time in which the GPUs of the model's pods worked (${dcgm.engineActive}). On a server with several models they share it.`,
      unit: units.ratio,
      noValue: 'No GPU reports',
      series: [{ expr: ofPods(dcgm.engineActive), legend: gpuName }],
      atLeast: { max: 1 },
    }),
    timeSeries({
      key: 'gpu-memory',
      title: 'GPU memory',
      description: `Used share of used and free memory of those GPUs (${dcgm.memoryUsed}, ${dcgm.memoryFree}). Servers that reserve it all look full and are fine.`,
      unit: units.ratio,
      noValue: 'No GPU reports',
      series: [{ expr: ofPods(gpuMemoryShare), legend: gpuName }],
      atLeast: { max: 1 },
    }),
  ];
}

import { dcgmCounters } from '../dcgm';
import { cadvisor, kubeCronJob, kubeNodes, kubeState, kubeStateSets, logstash } from '../exporters';
import type { Feed } from '../feed';
import { selectorsOf } from '../feed';
import { runtimes } from '../runtimes';
import type { Runtime } from '../runtime';
import type { MetricType } from './knowledge';

const typesOf = (feed: Feed): readonly (readonly [string, MetricType])[] =>
  selectorsOf(feed).map(({ metric }) => [metric, feed.kind === 'gauge' ? 'gauge' : 'counter']);

const feedsIn = ({ feeds, panels = [] }: Runtime): readonly Feed[] => [
  ...Object.values(feeds).flatMap((given): readonly Feed[] => ('kind' in given ? [given] : given)),
  ...panels.map(({ of }) => of),
];

/** Types of the metrics that runtimes and exporters are known to serve, whatever their names look like. */
export const knownTypes: ReadonlyMap<string, MetricType> = new Map([
  ...Object.values(runtimes).flatMap(feedsIn).flatMap(typesOf),
  ...Object.values(dcgmCounters).map(({ metric, type }) => [metric, type] as const),
  ...[
    ...Object.values(kubeCronJob),
    ...Object.values(kubeNodes),
    ...Object.values(kubeStateSets),
    logstash.queued,
  ].map((metric) => [metric, 'gauge'] as const),
  [cadvisor.cpu, 'counter'],
  [cadvisor.memory, 'gauge'],
  [kubeState.limits, 'gauge'],
  [kubeState.restarts, 'counter'],
  ['up', 'gauge'],
]);

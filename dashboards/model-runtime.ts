import { selectorsOf } from '../models/feed';
import type { Model } from '../models/model';
import type { Runtime, RuntimePanel } from '../models/runtime';
import { runtimes } from '../models/runtimes';
import { feedSeries } from './feed-queries';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { rawUnits, serverMatchers } from './raw-panels';

/** What only this runtime tells; closed, because it is asked of raw series. */
export function runtimeSection(model: Model): Section {
  const { title, panels = [] }: Runtime = runtimes[model.runtime];
  return {
    key: 'runtime',
    title: `What ${title} tells`,
    collapsed: true,
    bands: [
      {
        height: 8,
        perLine: 3,
        panels: panels.filter((panel) => isStored(panel, model)).map((panel) => chart(panel, model)),
      },
    ],
  };
}

/** A server with names of its own has only those metrics of the contract that its entry maps. */
function isStored({ of }: RuntimePanel, { sources }: Model): boolean {
  const renamed = sources[0]?.renamed ?? [];
  if (renamed.length === 0) return true;
  return selectorsOf(of).every(({ metric }) =>
    renamed.some(({ to, histogram }) =>
      histogram ? [`${to}_bucket`, `${to}_count`, `${to}_sum`].includes(metric) : to === metric,
    ),
  );
}

const chart = ({ key, title, description, unit, of, by }: RuntimePanel, model: Model): UnplacedPanel =>
  timeSeries({
    key,
    title,
    description: `${description} From the server's own series ${namesOf(of)}.`,
    unit: rawUnits[unit],
    noValue: 'Not told',
    series: feedSeries({
      of,
      by,
      name: title.toLowerCase(),
      quantiles: ['p50', 'p95'],
      matchers: serverMatchers(model),
    }),
  });

const namesOf = (of: RuntimePanel['of']): string =>
  of.kind === 'histogram'
    ? of.of.metric
    : [...new Set(selectorsOf(of).map(({ metric }) => metric))].join(', ');

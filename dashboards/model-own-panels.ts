import { series, type Feed } from '../models/feed';
import type { ExtraPanel, Model } from '../models/model';
import { feedSeries } from './feed-queries';
import type { UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { rawUnits, serverMatchers } from './raw-panels';

/** What the entry asks for beside the panels of the catalogue. */
export const ownSection = (model: Model): Section => ({
  key: 'own',
  title: 'Own panels',
  // Raw series cost what they cost: they are asked for when somebody opens the row.
  collapsed: true,
  bands: [{ height: 8, perLine: 3, panels: model.extraPanels.map((panel) => chart(panel, model)) }],
});

function chart(panel: ExtraPanel, model: Model): UnplacedPanel {
  const { title, metric, show, by, unit, description } = panel;
  const { feed, words } = readingOf(panel);
  const about = description === undefined ? '' : `${description.replace(/[.?!]?$/, '.')} `;
  return timeSeries({
    // Titles are unique on a board, and a link outlives the order of the panels.
    key: `own-${title}`,
    title,
    description: `${about}${words} of the server's own metric ${metric}.`,
    unit: rawUnits[unit],
    noValue: 'Not told',
    series: feedSeries({
      of: feed,
      by,
      name: metric,
      quantiles: show === 'value' || show === 'rate' ? [] : [show],
      matchers: serverMatchers(model),
    }),
  });
}

/** How the metric is read, and the same as the beginning of a sentence. */
function readingOf({ metric, show, unit }: ExtraPanel): { readonly feed: Feed; readonly words: string } {
  const of = series(metric);
  if (show === 'rate') return { feed: { kind: 'rate', of: [of] }, words: 'Rate per second' };
  if (show !== 'value') {
    // The metric is drawn in its own unit, whatever that is.
    return { feed: { kind: 'histogram', of, unit: 'ratio', bounds: [] }, words: `Quantile ${show}` };
  }
  // Shares and times of replicas do not add up.
  return unit === 'ratio' || unit === 'seconds'
    ? { feed: { kind: 'gauge', of, across: 'avg' }, words: 'Mean over replicas' }
    : { feed: { kind: 'gauge', of, across: 'sum' }, words: 'Sum over replicas' };
}

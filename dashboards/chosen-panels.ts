import type { Feeds } from './feeds';
import type { UnplacedPanel } from './grafana';
import { stateTimeline } from './panel-states';
import { timeSeries, type Series, type TimeSeries } from './panel-timeseries';
import { ofChosen } from './queries';
import { legendOf, seriesShown, shownBy, type SignalPanel } from './signal-panels';

/** What a board about many models adds to the panel of a model's own board, where limits are constants of the board. */
export interface Beside {
  /** Lines beside that of the signal: limits that entries give are series of theirs. */
  readonly series?: readonly Series[];
  /** Limits that are the same for all. */
  readonly lines?: TimeSeries['lines'];
  /** What they are: whole sentences. */
  readonly hint?: string;
}

/**
 * The panels of a model's board, of the model that the reader has chosen: of the signals that any model of the board feeds.
 * `beside` is by the keys of panels.
 */
export const chosenPanels = (
  feeds: Feeds,
  panels: readonly SignalPanel[],
  beside: Readonly<Record<string, Beside>>,
): readonly UnplacedPanel[] =>
  panels
    .filter(({ signal }) => feeds(signal))
    .map((panel) => {
      const { key, title, unit, noValue, hint, query, as, atLeast } = panel;
      const more = beside[key] ?? {};
      const series = ofChosen(seriesShown(panel));
      const expr = query === undefined ? series : query(series, ofChosen);
      const legend = legendOf(panel);
      const description = [shownBy(panel), typeof hint === 'string' ? hint : undefined, more.hint]
        .filter((sentence) => sentence !== undefined)
        .join(' ');
      const head = { key, title, description, noValue };
      if (typeof as === 'object') return stateTimeline({ ...head, expr, legend, values: { states: as } });
      return timeSeries({
        ...head,
        unit,
        series: [{ expr, legend }, ...(more.series ?? [])],
        ...(more.lines === undefined ? {} : { lines: more.lines }),
        ...(atLeast === undefined ? {} : { atLeast }),
      });
    });

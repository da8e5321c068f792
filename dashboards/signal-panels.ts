import { milliseconds, printDuration } from '../models/duration';
import type { Model } from '../models/model';
import { signals, type Signal, type SignalName } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import { printPercent } from './objectives';
import { stateTimeline } from './panel-states';
import { timeSeries, type Series, type TimeSeries } from './panel-timeseries';
import { seriesOf } from './queries';
import type { State } from './states';
import { badFrom, linesAt, type Steps } from './thresholds';
import { units, type Unit } from './units';

/** What an entry says about a signal: a floor, a ceiling, a deadline; left out where the entry says nothing. */
export interface Limit {
  readonly value: number | undefined;
  /** With its article: "the floor". */
  readonly name: string;
}

/** A panel of one signal, as data. A board has it where its model feeds the signal. */
export interface SignalPanel extends Pick<TimeSeries, 'key' | 'title' | 'unit' | 'noValue' | 'atLeast'> {
  readonly signal: SignalName;
  /** Begins the description; the vocabulary's own words where absent. */
  readonly shows?: string;
  /** What follows it, about reading the panel: whole sentences. */
  readonly hint?: string | ((model: Model) => string | undefined);
  /** Recorded series that is drawn in place of the signal's own. */
  readonly series?: string;
  /** The query, from that series of the model; `of` gives it another series of the model. */
  readonly query?: (selected: string, of: (series: string) => string) => string;
  /** Name of a line; the labels of the signal or the title where absent. */
  readonly legend?: string;
  readonly limits?: (model: Model) => readonly Limit[];
  /** Lines beside that of the signal. */
  readonly beside?: (model: Model) => readonly Series[];
  /**
   * Lines where absent. `shares`: each series as its share of all. `bands`: a bar per series, orange from the limit on.
   * States: a bar per series with a text for each value.
   */
  readonly as?: 'shares' | 'bands' | readonly State[];
}

/** The panels of those signals that a model feeds. */
export const signalPanels = (model: Model, panels: readonly SignalPanel[]): readonly UnplacedPanel[] =>
  panels.filter(({ signal }) => model.signals.includes(signal)).map((panel) => panelOf(panel, model));

function panelOf(panel: SignalPanel, model: Model): UnplacedPanel {
  const { key, title, unit, noValue, as } = panel;
  const series = seriesShown(panel);
  const of = (name: string): string => seriesOf(name, model);
  const limits = (panel.limits?.(model) ?? []).flatMap(({ value, name }) =>
    value === undefined ? [] : [{ value, name }],
  );
  const hint = typeof panel.hint === 'function' ? panel.hint(model) : panel.hint;
  const description = [
    shownBy(panel),
    ...(hint === undefined ? [] : [hint]),
    ...(limits.length === 0 ? [] : [limitsInWords(limits, unit, as === 'bands')]),
  ].join(' ');
  const expr = panel.query === undefined ? of(series) : panel.query(of(series), of);
  const legend = legendOf(panel);
  const head = { key, title, description, noValue };
  const bounds = limits.map(({ value }) => value);
  if (typeof as === 'object') return stateTimeline({ ...head, expr, legend, values: { states: as } });
  if (as === 'bands') {
    return stateTimeline({ ...head, expr, legend, values: { bands: bandsFrom(bounds), unit } });
  }
  return timeSeries({
    ...head,
    unit,
    series: [{ expr, legend }, ...(panel.beside?.(model) ?? [])],
    ...(bounds.length === 0 ? {} : { lines: linesAt(...bounds) }),
    ...(panel.atLeast === undefined ? {} : { atLeast: panel.atLeast }),
    ...(as === 'shares' ? { asShares: true } : {}),
  });
}

/** A band begins at its bound. Where nothing at all is normal, what begins there must not be nothing itself. */
const bandsFrom = (bounds: readonly number[]): Steps =>
  badFrom(bounds.length === 0 ? {} : { warning: Math.max(Math.min(...bounds), 1e-6) });

/** The recorded series that a panel draws. */
export const seriesShown = ({ series, signal }: SignalPanel): string => series ?? signals[signal].series;

/** The sentence with which its description begins. */
export const shownBy = (panel: SignalPanel): string =>
  `${panel.shows ?? sentence(signals[panel.signal].meaning)} (${seriesShown(panel)}).`;

/** What its line is called. */
export function legendOf({ legend, signal, title }: SignalPanel): string {
  const { labels }: Signal = signals[signal];
  return legend ?? nameOf(labels) ?? title.toLowerCase();
}

const nameOf = (labels: readonly string[]): string | undefined =>
  labels.length === 0 ? undefined : labels.map((label) => `{{${label}}}`).join(' ');

/** With a capital letter at its beginning. */
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function limitsInWords(
  limits: readonly { readonly value: number; readonly name: string }[],
  unit: Unit,
  areBands: boolean,
): string {
  const words = limits.map(({ value, name }) => `${name}, ${print(value, unit)}`).join(' and ');
  if (areBands) return `Orange from ${words}.`;
  return limits.length === 1 ? `The line is ${words}.` : `The lines are ${words}.`;
}

/** A limit as people write it. */
function print(value: number, unit: Unit): string {
  if (unit === units.ratio) return printPercent(value);
  if (unit === units.seconds || unit === units.age) return printDuration(milliseconds(value * 1_000));
  return String(Number(value.toPrecision(3)));
}

import type { Dashboard, Panel, Row } from '../../dashboards';
import { compressed } from '../../preview/compressed';
import { isOfPrometheus, overRange } from '../../preview/panel-answer';
import { filledIn, offeredVariables } from '../../preview/variables';

/** What it costs Prometheus to answer all that a board asks when it is opened. */
export interface BoardCost {
  readonly queries: number;
  /** Samples that the queries read, as Prometheus counts them. */
  readonly samples: number;
  /** Time of all queries one after the other, by the clock, and of the slowest. Unit: seconds. */
  readonly total: number;
  readonly slowest: number;
}

/** Points of a chart from end to end, as a wide screen asks for. */
const points = 180;

/** Panels that are asked for when a board is opened: those of collapsed rows are not. */
const openPanels = ({ panels }: Dashboard): readonly Panel[] =>
  panels.filter((panel: Panel | Row): panel is Panel => 'targets' in panel);

interface Answer {
  readonly data: { readonly stats: { readonly samples: { readonly totalQueryableSamples: number } } };
}

/**
 * Asks all that a board asks, charts over the time since the Prometheus has started: as many points as ever, over a shorter
 * past, because a point costs the same wherever it lies.
 */
export async function costOf(
  dashboard: Dashboard,
  { url, pace, since }: { readonly url: string; readonly pace: number; readonly since: number },
): Promise<BoardCost> {
  const variables = await offeredVariables(url, dashboard, { chosen: new Map(), pace });
  const chosen = new Map(variables.map(({ name, value }) => [name, value]));
  const to = Math.floor(Date.now() / 1_000);
  // As many points over any time, so that what is read for few models can be compared with what is read for many.
  const step = (to - since) / points;
  const times: number[] = [];
  let samples = 0;
  for (const { targets } of openPanels(dashboard))
    for (const { expr, instant } of targets.filter(isOfPrometheus)) {
      const query = overRange(compressed(filledIn(expr, dashboard, chosen), pace), { from: since, to, step });
      const range = { start: String(since), end: String(to), step: String(step) };
      const parameters = new URLSearchParams({ query, stats: 'all', ...(instant ? {} : range) });
      const began = performance.now();
      const response = await fetch(
        `${url}/api/v1/${instant ? 'query' : 'query_range'}?${parameters.toString()}`,
      );
      if (!response.ok) throw new Error(`${dashboard.uid}: ${await response.text()}`);
      const { data } = (await response.json()) as Answer;
      times.push((performance.now() - began) / 1_000);
      samples += data.stats.samples.totalQueryableSamples;
    }
  return {
    queries: times.length,
    samples,
    total: times.reduce((sum, time) => sum + time, 0),
    slowest: Math.max(0, ...times),
  };
}

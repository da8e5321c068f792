import type { Dashboard, LogTarget, Panel, Row, Target } from '../dashboards';
import { inSeconds, parseDuration } from '../models/duration';
import { query, queryRange, type MatrixSeries, type Range, type VectorSample } from './api';
import { compressed } from './compressed';
import { filledIn, type Chosen } from './variables';

/** What Prometheus answers to the queries of one panel. */
export interface PanelAnswer {
  readonly range: Range;
  readonly results: readonly TargetResult[];
}

export type TargetResult = { readonly refId: string; readonly legendFormat: string } & (
  | { readonly kind: 'now'; readonly series: readonly VectorSample[] }
  | { readonly kind: 'range'; readonly series: readonly MatrixSeries[] }
);

/** Unit: seconds. */
const shortestRange = 30;
/** Points that a chart has from end to end. */
const points = 180;

export interface Moment {
  readonly pace: number;
  /** Unit: Unix seconds. */
  readonly now: number;
  /** When the preview started; there is nothing before. */
  readonly since: number;
}

/** Every panel of a board, those inside collapsed rows included. */
export const panelsOf = (dashboard: Dashboard): readonly Panel[] =>
  dashboard.panels.flatMap((item: Panel | Row) => ('targets' in item ? [item] : item.panels));

/** The preview has no Elasticsearch to ask; the page says so. */
export const isOfPrometheus = (target: Target | LogTarget): target is Target => 'expr' in target;

export async function panelAnswer(
  prometheus: string,
  dashboard: Dashboard,
  panel: Panel,
  { pace, now, since }: Moment,
  chosen: Chosen = new Map(),
): Promise<PanelAnswer> {
  const range = rangeOf(dashboard, panel, { pace, now, since });
  const results = await Promise.all(
    panel.targets.filter(isOfPrometheus).map(async (target): Promise<TargetResult> => {
      const { refId, legendFormat } = target;
      const expr = overRange(compressed(filledIn(target.expr, dashboard, chosen), pace), range);
      if (target.instant) return { refId, legendFormat, kind: 'now', series: await query(prometheus, expr) };
      return { refId, legendFormat, kind: 'range', series: await queryRange(prometheus, expr, range) };
    }),
  );
  return { range, results };
}

/** A query with the range of its chart and the distance of its points, which Grafana would fill in. */
export const overRange = (expr: string, { from, to, step }: Range): string =>
  expr
    .replaceAll('$__range', `${Math.ceil(to - from)}s`)
    .replaceAll('$__interval', `${Math.ceil(step * 1_000)}ms`);

/**
 * The board's own time range on the compressed clock, or what there is of it, on whole steps so that lines do not
 * tremble.
 */
function rangeOf(
  { time }: Dashboard,
  { maxDataPoints = points }: Panel,
  { pace, now, since }: Moment,
): Range {
  const span = parseDuration(/^now-(.+)$/.exec(time.from)?.[1] ?? '');
  if (span === undefined) throw new Error(`the preview cannot read the time range "${time.from}"`);
  const seconds = Math.min(inSeconds(span) / pace, Math.max(shortestRange, now - since));
  const step = Math.max(0.5, Math.ceil((2 * seconds) / maxDataPoints) / 2);
  const to = Math.floor(now / step) * step;
  return { from: to - Math.round(seconds / step) * step, to, step };
}

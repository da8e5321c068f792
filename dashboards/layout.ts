import { logSourceVariableName, panelId } from '../models/links';
import type { DataSource, Destination, Panel, Row, UnplacedPanel } from './grafana';
import { linkTo } from './link-to';

/** A group of panels of one height, spread evenly over as few lines as `perLine` allows. */
export interface Band {
  readonly height: number;
  readonly perLine: number;
  readonly panels: readonly UnplacedPanel[];
}

/** A row of a board with the bands below it. */
export interface Section {
  readonly key: string;
  readonly title: string;
  /** A collapsed row asks nothing of Prometheus until it is opened. */
  readonly collapsed: boolean;
  readonly bands: readonly Band[];
  /** Boards that say more; every panel of the section leads there. */
  readonly leadsTo?: readonly Destination[];
}

const width = 24;

/** The data source is a variable of the board, so that one board works wherever it is copied to. */
export const dataSource: DataSource = { type: 'prometheus', uid: '${datasource}' };
export const logSource: DataSource = { type: 'elasticsearch', uid: `\${${logSourceVariableName}}` };

/** Letters of a panel's queries: A to Z. */
export function refId(index: number): string {
  if (index >= 26) throw new Error('a panel has at most 26 queries');
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** Gives every panel its place, number, data source and query letters; sections without panels are left out. */
export function layout(sections: readonly Section[]): readonly (Panel | Row)[] {
  const placed: (Panel | Row)[] = [];
  let y = 0;
  for (const section of sections) {
    const panels: Panel[] = [];
    let below = y + 1;
    for (const band of section.bands) {
      for (const line of linesOf(band)) {
        panels.push(
          ...line.map((panel, index) =>
            place(leading(panel, section.leadsTo), index, line.length, below, band.height),
          ),
        );
        below += band.height;
      }
    }
    if (panels.length === 0) continue;
    const { key, title, collapsed } = section;
    const row = { id: panelId(`row-${key}`), type: 'row', title, collapsed } as const;
    const gridPos = { h: 1, w: width, x: 0, y };
    placed.push(
      ...(collapsed ? [{ ...row, gridPos, panels }] : [{ ...row, gridPos, panels: [] }, ...panels]),
    );
    y = collapsed ? y + 1 : below;
  }
  return placed;
}

const leading = (panel: UnplacedPanel, leadsTo: readonly Destination[] = []): UnplacedPanel => ({
  ...panel,
  leadsTo: [...(panel.leadsTo ?? []), ...leadsTo],
});

/** Three panels at two per line become 2 + 1, five at four per line 3 + 2: never a line with a gap. */
function linesOf({ panels, perLine }: Band): readonly (readonly UnplacedPanel[])[] {
  const lines = Math.ceil(panels.length / perLine);
  return Array.from({ length: lines }, (_, line) =>
    panels.slice(Math.ceil((line * panels.length) / lines), Math.ceil(((line + 1) * panels.length) / lines)),
  );
}

function place(panel: UnplacedPanel, index: number, count: number, y: number, h: number): Panel {
  const { key, queries, leadsTo = [], ...rest } = panel;
  const x = Math.floor((index * width) / count);
  return {
    id: panelId(key),
    ...rest,
    ...(leadsTo.length === 0 ? {} : { links: leadsTo.map(linkTo) }),
    datasource: queries.some((query) => 'query' in query) ? logSource : dataSource,
    gridPos: { h, w: Math.floor(((index + 1) * width) / count) - x, x, y },
    targets: queries.map((query, position) =>
      'query' in query
        ? { refId: refId(position), datasource: logSource, ...query }
        : { refId: refId(position), datasource: dataSource, ...query },
    ),
  };
}

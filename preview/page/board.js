import { alone, byId, element } from './dom.js';
import { drawHeatmap } from './heatmap.js';
import { drawLogs } from './logs.js';
import { drawStat } from './stat.js';
import { drawStates } from './states.js';
import { drawTable } from './table.js';
import { drawText } from './text.js';
import { drawTimeSeries } from './timeseries.js';

/** How each type of panel is drawn: `(body, panel, answer, open)`. */
const drawers = {
  stat: drawStat,
  timeseries: drawTimeSeries,
  table: drawTable,
  'state-timeline': drawStates,
  heatmap: drawHeatmap,
  text: drawText,
};

/** Height of a grid unit, as in Grafana with its gap. Unit: pixels. */
const unitHeight = 36;

let shown = { uid: '', panels: [], open: () => undefined };

/** Lays a board out as its JSON says. Panels of a collapsed row are drawn once the row is opened; alone, it is open. */
export async function showBoard(board, get, open) {
  byId('board-description').textContent = `${board.title}. ${board.description}`;
  const target = byId('board');
  const panels = [];
  const place = (panel, parent) => {
    const body = element('div', { class: `panel-body ${panel.type}` });
    const frame = element(
      'article',
      { class: 'panel', 'aria-label': panel.title },
      element('h4', { title: panel.description }, panel.title),
      body,
    );
    const { x, y, w, h } = panel.gridPos;
    frame.style.gridColumn = `${x + 1} / span ${w}`;
    frame.style.minHeight = `${h * unitHeight}px`;
    if (panel.type !== 'table' && panel.type !== 'text') frame.style.height = `${h * unitHeight}px`;
    frame.style.order = String(y);
    parent.append(frame);
    panels.push({ panel, body, frame });
  };
  const rows = [];
  let row;
  for (const item of board.panels) {
    if (item.type === 'row') {
      const grid = element('div', { class: 'board-grid' });
      row = element(
        'details',
        { class: 'board-row', open: alone || !item.collapsed },
        element('summary', {}, item.title),
        grid,
      );
      row.addEventListener('toggle', () => void refreshBoard(get));
      rows.push(row);
      for (const panel of item.panels) place(panel, grid);
    } else {
      if (row === undefined) {
        row = element('div', { class: 'board-row' }, element('div', { class: 'board-grid' }));
        rows.push(row);
      }
      place(item, row.querySelector('.board-grid'));
    }
  }
  target.replaceChildren(...rows);
  shown = { uid: board.uid, panels, open };
  await refreshBoard(get);
}

const isVisible = (frame) => {
  if (alone) return true;
  const { top, bottom, height } = frame.getBoundingClientRect();
  return height > 0 && bottom > -200 && top < window.innerHeight + 400;
};

/** Asks for and draws the panels that can be seen. */
export async function refreshBoard(get) {
  const { uid, panels, open } = shown;
  await Promise.all(
    panels
      .filter(({ frame }) => isVisible(frame))
      .map(async ({ panel, body }) => {
        if (panel.datasource.type === 'elasticsearch') return drawLogs(body, panel);
        const asks = (panel.targets ?? []).length > 0;
        const answer = asks
          ? await get(`/api/panel?uid=${encodeURIComponent(uid)}&id=${panel.id}`)
          : undefined;
        if (shown.uid === uid) drawers[panel.type]?.(body, panel, answer, open);
      }),
  );
}

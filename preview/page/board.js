import { alone, byId, element, fill } from './dom.js';
import { drawHeatmap } from './heatmap.js';
import { linkTo } from './links.js';
import { drawLogs } from './logs.js';
import { drawStat } from './stat.js';
import { drawStates } from './states.js';
import { drawTable } from './table.js';
import { drawText } from './text.js';
import { drawTimeSeries, fitTimeSeries } from './timeseries.js';
import { choices, queryOf, titled } from './variables.js';

/** How each type of panel is drawn: `(body, panel, answer, { open, chosen })`. */
const drawers = {
  stat: drawStat,
  timeseries: drawTimeSeries,
  table: drawTable,
  'state-timeline': drawStates,
  'status-history': drawStates,
  heatmap: drawHeatmap,
  text: drawText,
};

/** Height of a grid unit, as in Grafana with its gap. Unit: pixels. */
const unitHeight = 36;

let shown = { board: { uid: '' }, panels: [], titles: [], chosen: {}, offered: '', open: () => undefined };

/** Lays a board out as its JSON says. Panels of a collapsed row are drawn once the row is opened; alone, it is open. */
export async function showBoard(board, get, open, chosen = {}) {
  const panels = [];
  const titles = [];
  const named = (target, text) => {
    titles.push({ target, text });
    return target;
  };
  named(byId('board-description'), `${board.title}. ${board.description}`);
  const place = (panel, parent) => {
    const body = element('div', { class: `panel-body ${panel.type}` });
    const links = element('span', { class: 'panel-links' });
    const head = element(
      'div',
      { class: 'panel-head' },
      named(element('h4', { title: panel.description }), panel.title),
      links,
    );
    const frame = element(
      'article',
      { class: 'panel', id: `panel-${panel.id}`, 'aria-label': panel.title },
      head,
      body,
    );
    const { x, y, w, h } = panel.gridPos;
    frame.style.gridColumn = `${x + 1} / span ${w}`;
    frame.style.minHeight = `${h * unitHeight}px`;
    if (panel.type !== 'table' && panel.type !== 'text') frame.style.height = `${h * unitHeight}px`;
    frame.style.order = String(y);
    parent.append(frame);
    panels.push({ panel, body, frame, links });
  };
  const rows = [];
  let row;
  for (const item of board.panels) {
    if (item.type === 'row') {
      const grid = element('div', { class: 'board-grid' });
      const isOpen = alone || !item.collapsed;
      row = element(
        'details',
        { class: 'board-row', open: isOpen },
        named(element('summary', {}), item.title),
        grid,
      );
      whenOpened(row, isOpen, () => void refreshBoard(get));
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
  byId('board').replaceChildren(...rows);
  shown = { board, panels, titles, chosen, offered: '', open };
  await refreshBoard(get);
}

/** Rows that are open from the start tell of it too, all at once, when their panels are being asked for already. */
function whenOpened(row, isOpen, work) {
  let before = isOpen;
  row.addEventListener('toggle', () => {
    if (row.open && !before) work();
    before = row.open;
  });
}

/** Brings a panel into view and sets it apart for a moment. */
export function showPanel(id) {
  const frame = document.getElementById(`panel-${id}`);
  if (frame === null) return;
  frame.closest('details')?.setAttribute('open', '');
  frame.scrollIntoView({ block: 'center' });
  frame.classList.add('meant');
  setTimeout(() => frame.classList.remove('meant'), 3000);
}

/** What can be chosen, what was, and where links lead from there; drawn anew when any of it has changed. */
async function refreshChoices(get) {
  const { board, panels, titles, open } = shown;
  const asks = board.templating.list.some(({ type }) => type === 'query');
  const variables = asks
    ? await get(`/api/variables?uid=${encodeURIComponent(board.uid)}${queryOf(shown.chosen)}`)
    : [];
  const offered = JSON.stringify([board.uid, variables]);
  if (shown.board !== board || shown.offered === offered) return;
  const chosen = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  Object.assign(shown, { offered, chosen });
  window.history.replaceState(undefined, '', `#${board.uid}${queryOf(chosen).replace('&', '?')}`);
  for (const { target, text } of titles) target.textContent = titled(text, chosen);
  fill(
    byId('board-choices'),
    ...choices(variables, (name, value) => {
      shown.chosen = { ...shown.chosen, [name]: value };
      void refreshBoard(get);
    }),
    ...board.links
      .filter(({ type }) => type === 'link')
      .map((link) => linkTo(link, titled(link.title, chosen), chosen, open)),
  );
  for (const { panel, links } of panels) {
    links.replaceChildren(
      ...(panel.links ?? []).map((link) => linkTo(link, nameAndMark(link.title), chosen, open)),
    );
  }
}

/** The name is not seen where there is no room for it. */
const nameAndMark = (title) =>
  element('span', {}, element('span', { class: 'link-name' }, `${title} `), element('span', {}, '›'));

const isVisible = (frame) => {
  if (alone) return true;
  const { top, bottom, height } = frame.getBoundingClientRect();
  return height > 0 && bottom > -200 && top < window.innerHeight + 400;
};

/** Asks for and draws the panels that can be seen. */
export async function refreshBoard(get) {
  await refreshChoices(get);
  const { board, panels, open, chosen } = shown;
  await Promise.all(
    panels
      .filter(({ frame }) => isVisible(frame))
      .map(async ({ panel, body }) => {
        if (panel.datasource.type === 'elasticsearch') return drawLogs(body, panel);
        const asks = (panel.targets ?? []).length > 0;
        const answer = asks
          ? await get(`/api/panel?uid=${encodeURIComponent(board.uid)}&id=${panel.id}${queryOf(chosen)}`)
          : undefined;
        if (shown.board === board && shown.chosen === chosen)
          drawers[panel.type]?.(body, panel, answer, { open, chosen });
      }),
  );
  for (const { body } of panels) fitTimeSeries(body);
}

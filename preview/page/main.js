import { alone, byId, element, fill } from './dom.js';
import { showBoard, showPanel, refreshBoard } from './board.js';
import { placeIn } from './links.js';
import { drawAlerts, drawFacts, drawFleet, drawNotifications } from './fleet.js';

/** How often each part is asked for. Unit: milliseconds. */
const every = { state: 1500, board: 3000 };

const token = document.querySelector('meta[name="observatory-token"]').content;

async function get(path) {
  const response = await fetch(path);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

async function toggle(model, fault, active) {
  await fetch('/api/faults', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-observatory-token': token },
    body: JSON.stringify({ model, fault, active }),
  });
  await drawState();
}

let boards = [];
let chosen = '';

/** Opens a board; where a panel is meant, that is brought into view. */
async function open(uid, choices = {}, panel = undefined) {
  const board = boards.find((one) => one.uid === uid);
  if (board === undefined) return;
  chosen = uid;
  drawChoice();
  await showBoard(await get(`/api/board?uid=${encodeURIComponent(uid)}`), get, open, choices);
  if (panel !== undefined) showPanel(panel);
}

function drawChoice() {
  fill(
    byId('board-choice'),
    ...boards.map(({ uid, title }) =>
      element(
        'button',
        {
          type: 'button',
          id: `board-${uid}`,
          'aria-current': uid === chosen ? 'true' : undefined,
          title,
          onclick: () => open(uid),
        },
        uid.startsWith('mlo-model-') ? uid.slice('mlo-model-'.length) : title,
      ),
    ),
  );
}

/** Nothing is drawn anew while a button is being pressed, because the press would be lost with the old button. */
let pressed = false;
for (const [begin, end] of [
  ['pointerdown', 'pointerup'],
  ['keydown', 'keyup'],
]) {
  window.addEventListener(begin, () => (pressed = true), true);
  window.addEventListener(end, () => setTimeout(() => (pressed = false)), true);
}
for (const away of ['blur', 'pointercancel']) window.addEventListener(away, () => (pressed = false));

async function drawState() {
  const status = await get('/api/state');
  if (pressed) return;
  drawFacts(status);
  drawFleet(status, { toggle, open });
  drawAlerts(status);
  drawNotifications(status);
}

/** Does it again and again, one at a time; the page says when the preview no longer answers. */
async function repeat(work, pause) {
  for (;;) {
    try {
      await work();
      byId('connection').hidden = true;
    } catch (error) {
      byId('connection').hidden = false;
      console.warn(error);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

document.body.classList.toggle('alone', alone);
if (!alone) void repeat(drawState, every.state);
boards = await get('/api/boards');
const wanted = placeIn(location.hash.slice(1));
try {
  await open(boards.some(({ uid }) => uid === wanted.uid) ? wanted.uid : boards[0].uid, wanted.chosen);
  if (alone) present(boards.find(({ uid }) => uid === chosen));
} catch (error) {
  // Who takes a picture waits for one of the two; who looks at the page has it asked for again.
  document.documentElement.dataset.failed = error.message;
}
if (!alone)
  void repeat(async () => {
    if (!pressed) await refreshBoard(get);
  }, every.board);

/** The board's own heading, and the word that it is drawn. */
function present({ uid, title }) {
  byId('boards-title').textContent = title;
  const description = byId('board-description');
  description.textContent = description.textContent.replace(`${title}. `, '');
  document.documentElement.dataset.drawn = uid;
}

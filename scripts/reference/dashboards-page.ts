import { join } from 'node:path';
import { dashboardsFor, type Dashboard, type Panel } from '../../dashboards';
import { loadEnvironments, type Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { projectRoot } from '../project-root';
import { code } from '../diff/markup';
import { table } from './markdown';

type Board = keyof typeof boardUids;

/** For whom each board is, and what for. */
const readers: Readonly<Record<Board, string>> = {
  overview: 'Everybody: how all models of the environment are right now. Business owners need no other one.',
  model: 'The team of a model: everything about one, from its objectives to its log lines. Alerts lead here.',
  objectives:
    'Business owners and SREs: what was promised, what was kept, and how much of the error budget is left.',
  drift: 'Data scientists: whether the inputs are there, fresh, and still look like those of the training.',
  versions: 'Whoever rolls out: a new version beside the one before it.',
  alerts: 'Who is on call: what fires, since when, and for whom.',
  llm: 'Data scientists and SREs: language models side by side, from the first token to the key-value cache.',
  batch:
    'Data scientists and SREs: runs of batch models, when each was last done, how long it took and how much it wrote.',
  logs: 'Data scientists and who is on call: lines and errors of one model or of all.',
  gpu: 'Platform engineers: who holds which GPU, what is idle, and what is broken.',
  cost: 'Business owners and platform engineers: what GPUs cost, for which model and team, and what is paid for and idle.',
  platform: 'Platform engineers: the monitoring itself.',
};

const preface = `# Dashboards

Every board that is deployed to Grafana, with its panels. What is about one matter is published where a model concerns it, and a
panel where its model or environment can feed it; listed is all that can be there. Panels of an entry's own (\`dashboards\`) and business
metrics have the names that the entry gives them.`;

/** Every board with its panels, as the environments of the tests have them. */
export function dashboardsPage(): string {
  const boards = environments().flatMap((environment) =>
    dashboardsFor(environment).map(({ dashboard }) => dashboard),
  );
  const names = Object.keys(readers) as readonly Board[];
  const sections = names.map((name) => ({
    name,
    boards: boards.filter(({ uid }) =>
      name === 'model' ? uid.startsWith(boardUids.model('')) : uid === boardUids[name],
    ),
  }));
  return [
    preface,
    '',
    ...table(
      ['board', 'uid', 'for'],
      sections.map(({ name }) => [`[${name}](#${name})`, code(uidOf(name)), readers[name]]),
    ),
    ...sections.flatMap(({ name, boards: own }) => ['', ...section(name, own)]),
    '',
  ].join('\n');
}

const uidOf = (name: Board): string => {
  const uid = boardUids[name];
  return typeof uid === 'string' ? uid : uid('<model>');
};

/** Those of tests, which have something of everything; a new model in a committed one is no reason to write the page anew. */
const environments = (): readonly Environment[] => {
  const fixtures = join(projectRoot, 'test', 'fixtures');
  return ['company', 'regions', 'pools'].flatMap((name) => loadEnvironments(join(fixtures, name)));
};

function section(name: Board, boards: readonly Dashboard[]): readonly string[] {
  const [first] = boards;
  if (first === undefined) throw new Error(`no environment has the board ${name}`);
  const title = name === 'model' ? 'The name of the model' : first.title;
  return [
    `## ${name}`,
    '',
    `"${title}", uid ${code(uidOf(name))}. ${readers[name]}`,
    ...[...rowsOf(boards)].flatMap(([row, panels]) => [
      '',
      `### ${name}: ${row}`,
      '',
      ...table(
        ['panel', 'shows'],
        [...panels.values()].map(({ title: panel, description }) => [panel || 'untitled', description]),
      ),
    ]),
  ];
}

/** Panels by row, each once, in the order in which boards have them. */
function rowsOf(boards: readonly Dashboard[]): ReadonlyMap<string, ReadonlyMap<number, Panel>> {
  const rows = new Map<string, Map<number, Panel>>();
  for (const { panels } of boards) {
    let row = 'Top';
    const put = (panel: Panel): void => {
      const known = rows.get(row) ?? new Map<number, Panel>();
      if (!known.has(panel.id)) known.set(panel.id, panel);
      rows.set(row, known);
    };
    for (const panel of panels) {
      if (panel.type !== 'row') put(panel);
      else {
        row = panel.title;
        panel.panels.forEach(put);
      }
    }
  }
  return rows;
}

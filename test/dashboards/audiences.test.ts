import { boardUids } from '../../models/links';
import { savedObjectsOf, spacesFor } from '../../logs/kibana';
import { allPanelsOf, boardOf, boards, environments } from './boards';

/** What people come with, and the panel that answers it; a model's board is that of any model that has the panel. */
interface Question {
  readonly asks: string;
  readonly board: string;
  readonly panel: string;
}

const ofModel = boardUids.model('');
const { overview, objectives, alerts, drift, versions, llm, batch, cost, gpu, platform, logs } = boardUids;

const questions: Readonly<Record<string, readonly Question[]>> = {
  'a data scientist': [
    { asks: 'is my model still right?', board: ofModel, panel: 'Accuracy' },
    { asks: 'which features have drifted, and when?', board: drift, panel: 'Values by feature' },
    { asks: 'is the new version as good as the one before?', board: versions, panel: 'Versions' },
    { asks: 'is one of them less accurate?', board: versions, panel: 'Accuracy by version' },
    { asks: 'did the last run score everything?', board: batch, panel: 'Batch models' },
    { asks: 'what does my model write when it fails?', board: logs, panel: 'Lines' },
  ],
  'an SRE': [
    { asks: 'which model is unhealthy?', board: overview, panel: 'Models' },
    { asks: 'what fires, and where do I look?', board: alerts, panel: 'Firing now' },
    { asks: 'which promise is broken next?', board: objectives, panel: 'Objectives' },
    { asks: 'what slows down answers of a language model?', board: llm, panel: 'Language models' },
    { asks: 'which GPU is broken?', board: gpu, panel: 'GPUs' },
    { asks: 'is what watches the models well itself?', board: platform, panel: 'Rule groups' },
    { asks: 'which alert wakes people for nothing?', board: alerts, panel: 'Alerts of the last seven days' },
  ],
  'a business owner': [
    { asks: 'does the model do what it is there for?', board: ofModel, panel: 'Business metrics' },
    { asks: 'was what we promised kept?', board: objectives, panel: 'Objectives' },
    { asks: 'what does it cost, and what for nothing?', board: cost, panel: 'Models' },
    { asks: 'what do a thousand answers cost?', board: cost, panel: 'Idle GPUs' },
  ],
  'a compliance officer': [
    {
      asks: 'was personal data taken out of the log?',
      board: ofModel,
      panel: 'Secrets and personal data',
    },
    { asks: 'is any group of people served worse?', board: ofModel, panel: 'Accuracy by segment' },
  ],
};

/** Boards that a board leads to; what a cell or a variable names is every model. */
function nextTo(environment: string, uid: string): readonly string[] {
  const own = boards
    .filter((board) => board.environment.name === environment)
    .map(({ dashboard }) => dashboard.uid);
  return [...JSON.stringify(boardOf(environment, uid)).matchAll(/"url":"\/d\/([^"?&]+)/g)].flatMap(
    ([, address = '']) => {
      if (!address.includes('${')) return [address];
      const begins = address.replace(/\$\{.*$/, '');
      return begins === '' ? [] : own.filter((one) => one.startsWith(begins));
    },
  );
}

/** How many clicks a board is away from the one that opens. */
function clicksFromHome(environment: string): ReadonlyMap<string, number> {
  const clicks = new Map<string, number>([[overview, 0]]);
  for (let at = 0; at < 2; at++) {
    for (const [uid, distance] of [...clicks]) {
      if (distance !== at) continue;
      for (const next of nextTo(environment, uid)) if (!clicks.has(next)) clicks.set(next, at + 1);
    }
  }
  return clicks;
}

const asked = Object.entries(questions).flatMap(([who, list]) =>
  list.map((question) => ({ who, ...question })),
);
const clicks = new Map(['dev', 'full'].map((name) => [name, clicksFromHome(name)]));

test.each(asked)('$who finds in two clicks: $asks', ({ board, panel }) => {
  const answers = boards.filter(
    ({ environment, dashboard }) =>
      (clicks.get(environment.name)?.get(dashboard.uid) ?? Infinity) <= 2 &&
      (board === ofModel ? dashboard.uid.startsWith(board) : dashboard.uid === board) &&
      allPanelsOf(dashboard).some(({ title }) => title === panel),
  );
  expect(answers.map(({ name }) => name)).not.toEqual([]);
});

test('every board is two clicks away at most, and every way goes back in one', () => {
  for (const [environment, found] of clicks) {
    const own = boards
      .filter((one) => one.environment.name === environment)
      .map(({ dashboard }) => dashboard.uid);
    expect(own.filter((uid) => !found.has(uid))).toEqual([]);
    for (const uid of own.filter((one) => one !== overview))
      expect(nextTo(environment, uid)).toContain(overview);
  }
});

test('an auditor is one click away from the board of audit records that Kibana has', () => {
  const audited = environments.filter(({ models }) => models.some((model) => model.logs.audit));
  expect(audited).not.toEqual([]);
  for (const environment of environments) {
    const [link] = boardOf(environment.name, overview).links.filter(({ title }) => title === 'Audit records');
    if (!audited.includes(environment)) {
      expect(link).toBeUndefined();
      continue;
    }
    const [, space, id] = /\/s\/(\w+)\/app\/dashboards#\/view\/([\w-]+)$/.exec(String(link?.['url'])) ?? [];
    const objects = spacesFor(environment)
      .filter((one) => one.id === space)
      .flatMap(savedObjectsOf);
    expect(objects.map((object) => object.id)).toContain(id);
  }
});

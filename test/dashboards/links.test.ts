import { dashboardsFor, foldersFor } from '../../dashboards';
import { boardUids, linkedPanels, logsUrl, panelId, type ModelPanelKey } from '../../models/links';
import type { Model } from '../../models/model';
import { boardOf, boards, environments, panelOf, panelsOf } from './boards';

/** When a model can feed a panel that alerts point to. */
const fed: Record<ModelPanelKey, (model: Model) => boolean> = {
  'error-budget': ({ signals, availability }) => signals.includes('errors') && availability !== undefined,
  traffic: ({ signals }) => signals.includes('requests'),
  targets: () => true,
  latency: ({ signals }) => signals.includes('latency'),
  'slow-ratio': ({ latency }) => latency?.kind === 'quantile',
  'latency-mean': ({ signals }) => signals.includes('latencyMean'),
  accuracy: ({ signals, accuracy }) => signals.includes('accuracy') && accuracy !== undefined,
  drift: ({ signals, drift }) => signals.includes('drift') && drift !== undefined,
  'batch-success': ({ batch }) => batch !== undefined,
};

const models = environments.flatMap((environment) =>
  environment.models.map((model) => ({ environment: environment.name, name: model.name, model })),
);

it.each(models)('$environment/$name has the panels that alerts link to, where it can feed them', (row) => {
  const ids = panelsOf(boardOf(row.environment, boardUids.model(row.name))).map(({ id }) => id);
  for (const key of linkedPanels.model) {
    expect({ key, there: ids.includes(panelId(key)) }).toEqual({ key, there: fed[key](row.model) });
  }
});

it.each(environments)('the overview of $name has the panels that alerts link to', ({ name }) => {
  const ids = panelsOf(boardOf(name, boardUids.overview)).map(({ id }) => id);
  for (const key of linkedPanels.overview) expect(ids).toContain(panelId(key));
});

it('has no GPU panels where the environment has no GPUs', () => {
  const [environment] = environments;
  if (environment === undefined) throw new Error('no environment');
  const [placed] = dashboardsFor({ ...environment, gpuPools: {} });
  const asked = placed === undefined ? [] : panelsOf(placed.dashboard).flatMap(({ targets }) => targets);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(({ expr }) => expr.includes('DCGM'))).toEqual([]);
});

it.each(environments)('every board link of $name leads to a board that exists', ({ name, models: known }) => {
  const uids = new Set(
    boards.filter(({ environment }) => environment.name === name).map((board) => board.dashboard.uid),
  );
  const links = JSON.stringify(boardOf(name, boardUids.overview)).match(/\/d\/[^"?]+/g) ?? [];
  expect(links).toEqual(['/d/mlo-model-${__value.raw}']);
  for (const model of known) {
    expect(uids).toContain((links[0] ?? '').replace('/d/', '').replace('${__value.raw}', model.name));
  }
});

it('leads from a model to its own logs, in a link that Markdown does not cut short', () => {
  const [about] = panelsOf(boardOf('dev', 'mlo-model-fraud-scorer'));
  const content = String(about?.options['content']);
  const url = /\[Logs\]\(([^)]*)\)/.exec(content)?.[1] ?? '';
  const plain = url.replaceAll('%28', '(').replaceAll('%29', ')');
  expect(plain).toBe(logsUrl('https://kibana.dev.acme.example', 'dev', 'fraud-scorer'));
});

it('says in one line what is not observed, and why', () => {
  const content = String(panelOf('dev', 'mlo-model-image-tagger', 'About this model').options['content']);
  expect(content.split('\n\n')[1]).toMatchInlineSnapshot(
    `"Not observed: **latency quantiles, requests in flight, saturation** (NVIDIA Triton Inference Server does not tell); **accuracy, drift** (nobody publishes them; see quality.from)."`,
  );
});

it('gives a folder to every team with a model, and to no other', () => {
  const [environment] = environments;
  if (environment === undefined) throw new Error('no environment');
  const onlyRisk = { ...environment, models: environment.models.filter(({ team }) => team === 'risk') };
  expect(foldersFor(onlyRisk).map(({ uid }) => uid)).toEqual(['mlo', 'mlo-models', 'mlo-team-risk']);
});

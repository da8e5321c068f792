import { dashboardsFor, foldersFor, type Dashboard } from '../../dashboards';
import { concerns, drillDownNames, drillDowns } from '../../dashboards/drill-downs';
import { boardUids, linkedPanels, panelId, type ModelPanelKey } from '../../models/links';
import { logsUrl } from '../../models/log-links';
import type { Model, TimeObjective } from '../../models/model';
import type { SignalName } from '../../models/signals';
import { timingNames, timingOf } from '../../models/timings';
import { thresholds } from '../../models/names';
import { alerts } from '../../rules/catalogue';
import { thresholdsOf } from '../../rules/model-thresholds';
import { printExpression } from '../../rules/promql';
import { environmentNamed, modelNamed, withSharedServer } from '../logs/environments';
import { boardOf, boards, environments, panelOf, panelsOf } from './boards';

const isQuantile = (objective: TimeObjective | undefined): boolean => objective?.kind === 'quantile';

/** When a model can feed a panel that alerts point to: where it feeds the signal, but for these. */
const fed: Record<ModelPanelKey, SignalName | ((model: Model) => boolean)> = {
  'error-budget': ({ signals, availability }) => signals.includes('errors') && availability !== undefined,
  'budget-left': (model) =>
    model.availability !== undefined ||
    timingNames.some((timing) => isQuantile(timingOf(timing).objective(model))),
  traffic: 'requests',
  targets: () => true,
  'log-lines': 'logLines',
  'log-unread': () => true,
  'log-redacted': () => true,
  'log-errors': () => true,
  series: () => true,
  latency: 'latency',
  'slow-ratio': (model) => timingNames.some((timing) => isQuantile(timingOf(timing).objective(model))),
  'latency-mean': 'latencyMean',
  'ttft-slow-ratio': ({ timeToFirstToken }) => isQuantile(timeToFirstToken),
  'itl-slow-ratio': ({ interTokenLatency }) => isQuantile(interTokenLatency),
  'queue-slow-ratio': ({ queueWait }) => isQuantile(queueWait),
  'queue-wait-mean': 'queueWaitMean',
  queue: 'queueDepth',
  saturation: 'saturation',
  preemptions: 'preemptions',
  degraded: ({ accuracy, availability, latency, timeToFirstToken, interTokenLatency }) =>
    accuracy !== undefined &&
    (availability !== undefined || [latency, timeToFirstToken, interTokenLatency].some(isQuantile)),
  'gpu-fault': 'gpuFault',
  versions: 'requests',
  'version-ratios': ({ signals, latency, timeToFirstToken }) =>
    signals.includes('requests') &&
    (signals.includes('errors') || isQuantile(latency) || isQuantile(timeToFirstToken)),
  probe: 'probe',
  accuracy: 'accuracy',
  segments: 'segmentAccuracy',
  'evaluation-age': 'evaluationTime',
  drift: 'drift',
  'drift-score': 'driftScore',
  'drift-age': 'driftTime',
  'drift-impact': ({ accuracy, drift }) => accuracy !== undefined && drift !== undefined,
  'data-age': 'dataTime',
  missing: 'missing',
  outliers: 'outliers',
  'data-rows': 'dataRows',
  confidence: 'confidence',
  classes: 'classes',
  answers: 'answerQuality',
  refusals: 'refusals',
  feedback: 'feedback',
  business: 'business',
  'batch-success': 'batchSuccess',
  'batch-rows': 'batchRows',
  'batch-completion': 'batchFailedRows',
  'batch-duration': 'batchDuration',
  'batch-start': 'batchStart',
  'batch-push': 'batchPush',
};

const feeds = (model: Model, key: ModelPanelKey): boolean => {
  const needed = fed[key];
  return typeof needed === 'string' ? model.signals.includes(needed) : needed(model);
};

const models = environments.flatMap((environment) =>
  environment.models.map((model) => ({ environment: environment.name, name: model.name, model })),
);

it.each(models)('$environment/$name has the panels that alerts link to, where it can feed them', (row) => {
  const ids = panelsOf(boardOf(row.environment, boardUids.model(row.name))).map(({ id }) => id);
  for (const key of linkedPanels.model) {
    expect({ key, there: ids.includes(panelId(key)) }).toEqual({ key, there: feeds(row.model, key) });
  }
});

it.each(models)('$environment/$name has the panel of every alert that can fire about it', (row) => {
  const ids = panelsOf(boardOf(row.environment, boardUids.model(row.name))).map(({ id }) => id);
  const judged = new Set(thresholdsOf(row.model).map(({ record }) => record));
  for (const alert of alerts) {
    if (alert.scope !== 'model' || alert.panel.board !== 'model') continue;
    const text = alert.conditions.map(({ expression }) => printExpression(expression)).join('\n');
    const named = Object.values(thresholds).filter((name) => new RegExp(`${name}\\b`).test(text));
    const { name, needs, panel } = alert;
    const canFire =
      named.some((one) => judged.has(one)) && needs.every((signal) => row.model.signals.includes(signal));
    if (canFire) expect({ name, there: ids.includes(panelId(panel.panel)) }).toEqual({ name, there: true });
  }
});

it('is tried with every panel that an alert points to', () => {
  for (const key of linkedPanels.model) {
    expect({ key, tried: models.some(({ model }) => feeds(model, key)) }).toEqual({ key, tried: true });
  }
});

/** Boards that exist once, and on which alerts have their panels. */
const sharedBoards = (['overview', 'gpu', 'platform'] as const).flatMap((board) =>
  environments.map(({ name }) => ({ name, board })),
);

it.each(sharedBoards)('the board $board of $name has the panels that alerts link to', ({ name, board }) => {
  const ids = panelsOf(boardOf(name, boardUids[board])).map(({ id }) => id);
  for (const key of linkedPanels[board]) expect(ids).toContain(panelId(key));
});

it('has neither a board nor panels about GPUs where the environment has none', () => {
  const [environment] = environments;
  if (environment === undefined) throw new Error('no environment');
  const [first, ...others] = dashboardsFor({ ...environment, gpuPools: {} }).map(
    ({ dashboard }) => dashboard,
  );
  const asked = first === undefined ? [] : panelsOf(first).flatMap(({ targets }) => targets);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter(({ expr }) => /DCGM|gpu/.test(expr))).toEqual([]);
  expect(others.map(({ uid }) => uid)).not.toContain(boardUids.gpu);
  expect(JSON.stringify(first)).not.toContain(`/d/${boardUids.gpu}`);
});

/** Addresses of boards in links of panels, cells and heads of a board, with the model that they choose. */
const addressesOf = (dashboard: Dashboard): readonly { readonly uid: string; readonly model: string }[] =>
  [...JSON.stringify(dashboard).matchAll(/"url":"\/d\/([^"?]+)\?([^"]*)"/g)].map(
    ([, uid = '', query = '']) => ({
      uid,
      model: /var-model=([^&]+)/.exec(query)?.[1] ?? '',
    }),
  );

const ofEnvironment = environments.map(({ name, models: known }) => ({
  name,
  known,
  own: boards.filter(({ environment }) => environment.name === name).map(({ dashboard }) => dashboard),
}));

it.each(ofEnvironment)('every board link of $name leads to a board that exists', ({ own, known }) => {
  const uids = new Set(own.map(({ uid }) => uid));
  for (const { uid } of own.flatMap(addressesOf)) {
    const places = uid.includes('${') ? known.map(({ name }) => uid.replace(/\$\{[\w.]+\}/, name)) : [uid];
    for (const place of places) expect(uids).toContain(place);
  }
});

it.each(ofEnvironment)('every link of $name to another board keeps data source and time', ({ own }) => {
  for (const dashboard of own) {
    const { links, ...rest } = dashboard;
    const urls = JSON.stringify(rest).match(/\/d\/[^"]+/g) ?? [];
    for (const url of urls) {
      expect(url).toMatch(
        /(\?|^\/d\/\$\{__value\.raw\}&)\$\{datasource:queryparam\}.*&\$\{__url_time_range\}$/,
      );
    }
    for (const link of links.filter(({ url }) => String(url).startsWith('/d/'))) {
      expect(link).toMatchObject({
        keepTime: true,
        url: expect.stringContaining('${datasource:queryparam}') as string,
      });
    }
  }
});

it.each(ofEnvironment)(
  'boards of $name about one matter are reached from the overview, and lead back',
  ({ own }) => {
    const of = (uid: string): readonly string[] =>
      own
        .filter((dashboard) => dashboard.uid === uid)
        .flatMap(addressesOf)
        .map((address) => address.uid);
    const matters = own.filter(({ uid }) => drillDownNames.some((name) => drillDowns[name].uid === uid));
    expect(matters.map(({ uid }) => uid)).toContain(boardUids.alerts);
    for (const { uid, templating } of matters) {
      expect(of(boardUids.overview)).toContain(uid);
      expect(of(uid)).toContain(boardUids.overview);
      const model = templating.list.find(({ name }) => name === 'model');
      expect(of(uid).includes(boardUids.model('${model}'))).toBe(model?.['multi'] === false);
    }
  },
);

it.each(models)(
  '$environment/$name leads to what concerns it, with itself chosen',
  ({ environment, name, model }) => {
    const found = addressesOf(boardOf(environment, boardUids.model(name)));
    const reached = new Set(found.filter((address) => address.model === name).map(({ uid }) => uid));
    expect(reached).toEqual(
      new Set(drillDownNames.filter((one) => concerns(one, model)).map((one) => drillDowns[one].uid)),
    );
  },
);

it('publishes no board that would be empty, and leads to none', () => {
  const [environment] = environments;
  if (environment === undefined) throw new Error('no environment');
  const plain = environment.models
    .filter(({ batch }) => batch !== undefined)
    .map((model) => ({
      ...model,
      signals: model.signals.filter((signal) => signal.startsWith('batch')),
      logs: { ...model.logs, readers: 'team' as const },
    }));
  const own = dashboardsFor({ ...environment, gpuPools: {}, models: plain }).map(
    ({ dashboard }) => dashboard,
  );
  expect(plain.length).toBeGreaterThan(0);
  const uids = own.map(({ uid }) => uid);
  const shared = ['mlo-overview', 'mlo-batch', 'mlo-alerts', 'mlo-platform'];
  expect(uids).toEqual([...shared, ...plain.map(({ name }) => boardUids.model(name))]);
  for (const { uid } of own.flatMap(addressesOf)) {
    expect([...shared, 'mlo-model-${__value.raw}', 'mlo-model-${model}']).toContain(uid);
  }
});

it('leads from a model to its log lines in Grafana, unless Grafana may not read them', () => {
  for (const { name, dashboard, environment } of boards) {
    const model = environment.models.find((one) => dashboard.uid === boardUids.model(one.name));
    if (model === undefined) continue;
    const address = `/d/mlo-logs?\${datasource:queryparam}&var-model=${model.name}`;
    const ways = dashboard.links.filter(({ url, keepTime }) => url === address && keepTime === true);
    expect({ name, ways: ways.length }).toEqual({ name, ways: model.logs.readers === 'team' ? 0 : 1 });
  }
});

it.each([boardUids.gpu, boardUids.platform])('leads from the overview to %s, at the same time', (uid) => {
  const address = `/d/${uid}?\${datasource:queryparam}&\${__url_time_range}`;
  const linking = panelsOf(boardOf('dev', boardUids.overview)).filter(({ links = [] }) =>
    links.some(({ url }) => url === address),
  );
  expect(linking.length).toBeGreaterThan(3);
});

it('leads from a model to its own logs, in a link that Markdown does not cut short', () => {
  const [about] = panelsOf(boardOf('dev', 'mlo-model-fraud-scorer'));
  const content = String(about?.options['content']);
  const url = /\[Logs\]\(([^)]*)\)/.exec(content)?.[1] ?? '';
  const plain = url.replaceAll('%28', '(').replaceAll('%29', ')');
  expect(plain).toBe(logsUrl('https://kibana.dev.acme.example', { name: 'fraud-scorer', team: 'risk' }));
});

it('leads from a model that shares its server to the lines of that server', () => {
  const shared = withSharedServer(environmentNamed('prod'), 'image-tagger', 'image-captioner');
  const model = modelNamed(shared, 'image-captioner');
  const board = dashboardsFor(shared).find(({ dashboard }) => dashboard.uid === 'mlo-model-image-captioner');
  const { kibana } = shared.elastic;
  const url = logsUrl(kibana, { name: 'vision/app=triton-shared', team: model.team });
  expect(board?.dashboard.links).toContainEqual(expect.objectContaining({ title: 'Kibana', url }));
  const text = JSON.stringify(board).replaceAll('%28', '(').replaceAll('%29', ')');
  expect(text).toContain(`[Logs](${url})`);
  expect(text).not.toContain('service.name:%22image-captioner%22');
});

it('says in one line what is not observed, and why', () => {
  const content = String(panelOf('dev', 'mlo-model-image-tagger', 'About this model').options['content']);
  expect(content.split('\n\n')[1]).toMatchInlineSnapshot(
    `"Not observed: **queue wait** (NVIDIA Triton Inference Server does not tell); **probe** (no address is called; see serving.probe in the entry); **CPU, memory, restarts, GPU busy, GPU memory** (its pods serve other models as well); **data and prediction quality** (NVIDIA Triton Inference Server does not tell; see quality.from in the entry); **business** (not asked for; see business in the entry)."`,
  );
});

it('gives a folder to every team with a model, and to no other', () => {
  const [environment] = environments;
  if (environment === undefined) throw new Error('no environment');
  const onlyRisk = { ...environment, models: environment.models.filter(({ team }) => team === 'risk') };
  expect(foldersFor(onlyRisk).map(({ uid }) => uid)).toEqual([
    'mlo',
    'mlo-models',
    'mlo-team-risk',
    'mlo-sandbox',
  ]);
});

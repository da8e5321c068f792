import { monitoringUrls } from '../../models/links';
import type { Model } from '../../models/model';
import { edited, entry, settings } from './bad-case';
import { plain } from './plain';
import { inWorkspace, type Workspace } from './workspace';

/** A model of the fixture, after a change to it. */
const resolved = (name: string, spoil: (workspace: Workspace) => void = () => undefined): Model =>
  inWorkspace((workspace) => {
    spoil(workspace);
    const model = workspace.load()[0]?.models.find((one) => one.name === name);
    if (model === undefined) throw new Error(`the fixture has no model ${name}`);
    return model;
  });

const minimal = (runtime: string, more = ''): Model =>
  resolved('plain', (workspace) =>
    workspace.write(entry('plain'), `name: plain\nteam: pricing\nruntime: ${runtime}\n${more}`),
  );

/** What the cluster's exporters tell of a model with pods of its own. */
const ofPods = ['cpu', 'memory', 'restarts', 'logLines'];

test('an entry of three lines gets every default', () => {
  const { sources, signals, ...rest } = minimal('bentoml');
  expect(rest).toEqual({
    name: 'plain',
    title: 'plain',
    team: 'pricing',
    tier: 'standard',
    kind: 'online',
    runtime: 'bentoml',
    namespace: 'inference',
    selector: { 'app.kubernetes.io/name': 'plain' },
    versionLabel: 'app.kubernetes.io/version',
    traffic: { pattern: 'continuous', minimum: 0 },
    window: { milliseconds: 7 * 86_400_000 },
    availability: 0.99,
    business: [],
    logs: {
      described: false,
      format: 'json',
      lines: 0.2,
      lineBytes: 1_200,
      fields: [],
      payloadSample: 0,
      readers: 'all',
      isolation: 'shared',
      audit: false,
    },
    alertChanges: [],
    extraAlerts: [],
    extraPanels: [],
    seriesBudget: 2_000,
    maintenance: [],
  });
  expect(sources).toHaveLength(1);
  expect(sources[0]).toMatchObject({ name: 'plain', port: 3000, path: '/metrics', scheme: 'http' });
  expect(sources[0]?.signals).toEqual([
    'requests',
    'errors',
    'rejections',
    'latency',
    'latencyMean',
    'inflight',
  ]);
  expect(signals).toEqual([...(sources[0]?.signals ?? []), ...ofPods]);
});

test('what may fail is promised by the entry, else by the environment, and not where nobody can tell', () => {
  const promised = (runtime: string, policy: string, more = '') =>
    plain(runtime, more, (workspace) =>
      workspace.replace(settings, '{ namespace: inference }', `{ namespace: inference${policy} }`),
    ).availability;
  expect(promised('bentoml', '')).toBe(0.99);
  expect(promised('bentoml', ', availability: 99.9%')).toBe(0.999);
  expect(promised('bentoml', ', availability: 99.9%', 'objectives: { availability: 98% }\n')).toBe(0.98);
  expect(promised('llamacpp', '')).toBeUndefined();
});

test('quality that is measured elsewhere has a source of its own', () => {
  const [server, quality] = resolved('churn').sources;
  expect(server?.signals).toEqual(['requests', 'errors', 'latency', 'latencyMean', 'inflight']);
  const { unread, ...rest } = quality ?? { unread: [] };
  expect(rest).toMatchInlineSnapshot(`
   {
     "gateway": false,
     "name": "churn-quality",
     "namespace": "inference",
     "path": "/metrics",
     "port": 8000,
     "renamed": [],
     "runtime": "custom",
     "scheme": "http",
     "selector": {
       "app": "churn-quality",
     },
     "signals": [
       "accuracy",
       "drift",
     ],
     "versionLabel": "app.kubernetes.io/version",
   }
  `);
  // It answers no requests, but what else it says of quality is kept for people to look at.
  expect(unread).toEqual(expect.arrayContaining(['requests', 'errors', 'latency', 'inflight']));
  expect(unread).not.toEqual(expect.arrayContaining(['driftScore']));
});

test('the namespace of the quality source is its own, or that of the model', () => {
  const own = resolved(
    'churn',
    edited(entry('churn'), 'from: {', 'from: { namespace: jobs, port: 9000, path: /q,'),
  );
  expect(own.sources[1]).toMatchObject({ namespace: 'jobs', port: 9000, path: '/q' });
  const moved = resolved(
    'churn',
    edited(entry('churn'), 'objectives:', 'serving: { namespace: risk }\nobjectives:'),
  );
  expect(moved.sources.map(({ namespace }) => namespace)).toEqual(['risk', 'risk']);
  expect(moved.namespace).toBe('risk');
});

test('a server that publishes quality itself gives it up to the quality source', () => {
  const model = resolved(
    'ranker',
    edited(entry('ranker'), 'quality:\n', 'quality:\n  from: { selector: { app: ranker-quality } }\n'),
  );
  expect(model.sources[0]?.signals).not.toContain('drift');
  expect(model.sources[0]?.unread).toContain('drift');
  expect(model.sources[1]?.signals).toEqual(['drift']);
  expect(new Set(model.signals).size).toBe(model.signals.length);
});

test('a batch model is read from the gateway, by its name', () => {
  const { sources, namespace, selector, batch } = resolved('rebuild');
  expect(sources).toEqual([
    {
      name: 'rebuild',
      runtime: 'batch',
      namespace: 'monitoring',
      selector: { 'app.kubernetes.io/name': 'prometheus-pushgateway' },
      gateway: true,
      scheme: 'http',
      port: 9091,
      path: '/metrics',
      served: 'rebuild',
      versionLabel: 'app.kubernetes.io/version',
      renamed: [],
      signals: [
        'batchSuccess',
        'batchDuration',
        'batchPush',
        'batchPushFailure',
        'batchRows',
        'batchFailedRows',
      ],
      unread: [],
    },
  ]);
  expect({ namespace, selector }).toEqual({
    namespace: 'inference',
    selector: { 'app.kubernetes.io/name': 'rebuild' },
  });
  expect(batch?.silence.milliseconds).toBe((25 + 4) * 3_600_000);
});

test('signals of the whole server are unknown as soon as a model is named on it', () => {
  expect(minimal('mlserver').signals).toEqual(expect.arrayContaining(['latency', 'inflight']));
  const shared = minimal('mlserver', 'serving: { model: plain }\n');
  expect(shared.signals).toEqual(['requests', 'errors', 'latencyMean', 'logLines']);
  expect(shared.sources[0]?.unread).toEqual(['latency', 'inflight']);
  expect(shared.sources[0]?.served).toBe('plain');
});

test('a server that always carries several models is asked for the model by its own name, unless another is given', () => {
  expect(minimal('triton').sources[0]?.served).toBe('plain');
  expect(resolved('tagger').sources[0]?.served).toBe('tagger_ensemble');
});

test('the latency objective becomes the bound as Prometheus writes it', () => {
  expect(resolved('churn').latency).toEqual({ kind: 'quantile', quantile: 'p99', seconds: 0.25, le: '0.25' });
  const whole = minimal('custom', 'objectives: { latency: { p95: 1s } }\n');
  expect(whole.latency).toEqual({ kind: 'quantile', quantile: 'p95', seconds: 1, le: '1.0' });
  expect(resolved('tagger').latency).toEqual({ kind: 'mean', seconds: 0.05 });
});

test.each([
  ['99.5%', 0.995],
  ['99.9%', 0.999],
  ['99.95%', 0.9995],
  ['94%', 0.94],
])('an availability of %s is the ratio %d', (written, ratio) => {
  expect(resolved('churn', edited(entry('churn'), '99.5%', written)).availability).toBe(ratio);
});

test.each([
  ['12/m', 0.2],
  ['0.5/s', 0.5],
  ['900/h', 0.25],
])('a rate of %s is %d a second', (written, perSecond) => {
  expect(resolved('ranker', edited(entry('ranker'), '2/s', written)).traffic.minimum).toBe(perSecond);
});

test('an environment has the defaults of its own file', () => {
  inWorkspace((workspace) => {
    const [shop] = workspace.load();
    expect(shop).toMatchObject({
      clusters: [
        {
          name: 'shop-1',
          platform: 'gke',
          context: 'shop-1',
          home: true,
          prometheus: monitoringUrls('verified').prometheus,
          alertmanager: monitoringUrls('verified').alertmanager,
        },
      ],
      maintenance: [],
      profile: 'single',
      retention: {
        metrics: { milliseconds: 15 * 86_400_000 },
        logs: { milliseconds: 30 * 86_400_000 },
        audit: { milliseconds: 365 * 86_400_000 },
      },
      elastic: { licence: 'basic' },
      budgets: { seriesPerModel: 2_000, series: 250_000 },
    });
    expect(shop).not.toHaveProperty('home');
    edited(settings, 'owner: platform\n', 'owner: platform\nheartbeat: { secret: heartbeat }\n')(workspace);
    expect(workspace.load()[0]?.heartbeat).toEqual({ secret: 'heartbeat', every: { milliseconds: 60_000 } });
  });
});

test('a team without a pager may own models that never page, or any where paging is off', () => {
  const pager = '    page: { pagerduty: { secret: pagerduty-pricing } }\n';
  inWorkspace((workspace) => {
    edited(settings, pager, '')(workspace);
    edited(entry('ranker'), 'tier: critical', 'tier: experimental')(workspace);
    edited(entry('churn'), 'runtime:', 'tier: experimental\nruntime:')(workspace);
    expect(workspace.report()).toBe('no problem\n');
  });
  inWorkspace((workspace) => {
    edited(settings, pager, '')(workspace);
    edited(settings, 'paging: true', 'paging: false')(workspace);
    expect(workspace.report()).toBe('no problem\n');
  });
});

test("a team's models have the readers that its environment gives their lines", () => {
  const apart = edited(settings, '  pricing:\n', '  pricing:\n    logs: { readers: team }\n');
  expect(
    resolved('plain', (workspace) => {
      apart(workspace);
      workspace.write(entry('plain'), 'name: plain\nteam: pricing\nruntime: bentoml\n');
    }).logs,
  ).toMatchObject({ readers: 'team', isolation: 'shared' });
  expect(minimal('bentoml').logs.readers).toBe('all');
});

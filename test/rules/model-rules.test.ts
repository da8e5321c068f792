import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { days, hours } from '../../models/duration';
import type { Model } from '../../models/model';
import { expected, muted, thresholds } from '../../models/names';
import { rulesFor, sharedRules } from '../../rules';
import { thresholdsOf } from '../../rules/model-thresholds';
import { printExpression } from '../../rules/promql';
import { binaryOf } from '../../scripts/tool-binaries';
import { company } from './company';

const environment = company();
const [some] = environment.models;
if (some === undefined) throw new Error('the company has no model');

/** A model whose entry asks for everything that can be compared, times as quantiles. */
const everything: Model = {
  ...some,
  name: 'all',
  namespace: 'serving',
  signals: ['requests', 'logLines'],
  logs: { ...some.logs, described: true },
  probe: { url: 'http://all.serving.svc', every: hours(1) },
  traffic: { pattern: 'continuous', minimum: 0.5 },
  window: days(28),
  availability: 0.999,
  latency: { kind: 'quantile', quantile: 'p99', seconds: 0.25, le: '0.25' },
  timeToFirstToken: { kind: 'quantile', quantile: 'p95', seconds: 1, le: '1.0' },
  interTokenLatency: { kind: 'quantile', quantile: 'p99', seconds: 0.1, le: '0.1' },
  queueWait: { kind: 'quantile', quantile: 'p95', seconds: 2, le: '2000.0' },
  completion: 0.99,
  accuracy: { floor: 0.9, drop: 0.03, every: days(1) },
  segments: { floor: 0.85 },
  drift: { features: ['a'], share: 0.3, score: { test: 'psi', limit: 0.25 }, every: hours(6) },
  data: { freshness: hours(26), missing: 0.02, outliers: 0.01, volume: 0.125 },
  confidence: { low: 0.5, le: '0.5', share: 0.2 },
  classes: { shift: 0.2 },
  answers: { floor: 0.8 },
  refusals: { ceiling: 0.05 },
  feedback: { floor: 0.7 },
  business: [
    {
      name: 'acceptance',
      title: 'Accepted',
      metric: 'offers_accepted_total',
      per: 'offers_shown_total',
      kind: 'counter',
      floor: { form: 'share', value: 0.12 },
      ceiling: { form: 'share', value: 0.9 },
    },
    { name: 'orders', title: 'Orders', metric: 'orders_total', kind: 'counter' },
    { name: 'basket', title: 'Basket', metric: 'basket_eur', kind: 'gauge' },
  ],
  batch: {
    schedule: '0 2 * * *',
    zone: 'Etc/UTC',
    deadline: hours(4),
    gap: hours(24),
    silence: hours(28),
    cronJob: 'all-nightly',
    rows: { min: 900, max: 1_500 },
  },
  alertChanges: [
    { alert: 'ModelAbsent', severity: 'warning' },
    { alert: 'ModelErrorBudgetBurn', severity: 'warning' },
    { alert: 'ModelLatencyBudgetBurn', for: hours(1) },
  ],
  maintenance: [{ from: 1_700_000_000, to: 1_700_003_600, why: 'migration' }],
};

/** Constants as `name{other labels} value`. */
function constantsOf(model: Model, pace = 1): readonly string[] {
  const [constants] = rulesFor(model, environment, pace).spec.groups;
  return (constants?.rules ?? []).flatMap(({ record = '', expr, labels }) => {
    if (!record.startsWith('model:threshold:')) return [];
    const { namespace, model_name, ...others } = labels ?? {};
    expect([namespace, model_name]).toEqual(['serving', 'all']);
    const rest = Object.entries(others).map(([label, value]) => `${label}=${value}`);
    const name = record.replace('model:threshold:', '');
    return [`${name}${rest.length === 0 ? '' : `{${rest.join()}}`} ${expr}`];
  });
}

/** Names of the thresholds that a model has with the value that is standard. */
function standardOf(model: Model): readonly string[] {
  const rules = rulesFor(model, environment).spec.groups.flatMap((group) => group.rules);
  const expectation = rules.find(({ record }) => record === expected.thresholds);
  return Object.entries(expectation?.labels ?? {}).flatMap(([label, value]) =>
    value === 'standard' ? [label] : [],
  );
}

test('what an entry asks for becomes thresholds: ages in seconds, budgets by window, times by bound', () => {
  expect(standardOf(everything)).toEqual([
    'traffic_share',
    'log_lines',
    'log_requests',
    'probe',
    'series_budget',
  ]);
  expect(constantsOf(everything)).toEqual([
    'error_budget{window=28d} 0.001',
    'latency{le=0.25} 0.25',
    'latency_budget{window=28d} 0.01',
    'ttft{le=1.0} 1',
    'ttft_budget{window=28d} 0.05',
    'itl{le=0.1} 0.1',
    'itl_budget{window=28d} 0.01',
    'queue_wait{le=2000.0} 2',
    'queue_wait_budget{window=28d} 0.05',
    'minimum_rate 0.5',
    `sources ${some.sources.length + 1}`,
    'accuracy_floor 0.9',
    'accuracy_drop 0.03',
    'evaluation_age 172800',
    'segment_floor 0.85',
    'drift_share 0.3',
    'drift_score 0.25',
    'drift_check_age 43200',
    'data_age 93600',
    'missing_share 0.02',
    'outlier_share 0.01',
    'data_rows 0.125',
    'low_confidence{le=0.5} 0.5',
    'low_confidence_share 0.2',
    'class_shift 0.2',
    'answer_floor 0.8',
    'refusal_ceiling 0.05',
    'feedback_floor 0.7',
    'business_floor{metric=acceptance} 0.12',
    'business_ceiling{metric=acceptance} 0.9',
    'batch_silence 100800',
    'batch_deadline 14400',
    'batch_start 87300',
    'batch_rows_min 900',
    'batch_rows_max 1500',
    'completion 0.99',
  ]);
});

test('there is no threshold that no entry can ask for', () => {
  const means: Model = {
    ...everything,
    latency: { kind: 'mean', seconds: 0.05 },
    queueWait: { kind: 'mean', seconds: 0.02 },
  };
  const emitted = [everything, means].flatMap((model) =>
    [...standardOf(model), ...constantsOf(model).map((line) => line.split(/[ {]/)[0] ?? '')].map(
      (name) => `model:threshold:${name}`,
    ),
  );
  expect(Object.values(thresholds).filter((record) => !emitted.includes(record))).toEqual([]);
});

test('a faster clock makes ages shorter and leaves shares, rates and the times of requests as they are', () => {
  const changed = constantsOf(everything, 60).filter((line) => !constantsOf(everything).includes(line));
  expect(changed).toEqual([
    'evaluation_age 2880',
    'drift_check_age 720',
    'data_age 1560',
    'batch_silence 1680',
    'batch_deadline 240',
    'batch_start 1455',
  ]);
});

test('a model that asks for nothing and has no traffic to expect has its inventory, the name of its lines and the budget of its environment only', () => {
  const { name, title, team, tier, kind, runtime, namespace, selector, versionLabel, sources, logs } = some;
  const least: Model = {
    ...{ name, title, team, tier, kind, runtime, namespace, selector, versionLabel, sources, logs },
    signals: [],
    traffic: { pattern: 'scale-to-zero', minimum: 0 },
    window: days(30),
    business: [],
    alertChanges: [],
    extraAlerts: [],
    extraPanels: [],
    seriesBudget: 2_000,
    maintenance: [],
  };
  const { groups } = rulesFor(least, environment).spec;
  expect(groups.flatMap(({ rules }) => rules.map(({ record }) => record))).toEqual([
    'model:info',
    'model:log_service',
    'model:thresholds_expected:count',
  ]);
  expect(standardOf(least)).toEqual(['series_budget']);
});

test('what has the standard value is said by a shared rule, and what has another by the model', () => {
  const records = new Map(
    sharedRules(environment)
      .spec.groups.flatMap((group) => group.rules)
      .map(({ record = '', expr }) => [record, expr]),
  );
  const ofShared = (name: string): string => records.get(`model:threshold:${name}`) ?? '';
  expect(standardOf({ ...everything, traffic: { pattern: 'continuous', minimum: 0 } })[0]).toBe(
    'minimum_rate',
  );
  expect(ofShared('minimum_rate')).toMatch(/^0\n\* group by .*\{minimum_rate="standard"\}\)$/);
  expect(ofShared('series_budget')).toMatch(new RegExp(`^${environment.budgets.seriesPerModel}\n`));
  const [own] = constantsOf({ ...everything, seriesBudget: 3_000 }).filter((line) =>
    line.startsWith('series'),
  );
  expect(own).toBe('series_budget 3000');
  expect(standardOf({ ...everything, seriesBudget: 3_000 })).not.toContain('series_budget');
});

test('endpoints are expected where they are at any time: those of a job are gone between its runs', () => {
  const [server] = some.sources;
  if (server === undefined) throw new Error(`${some.name} is scraped nowhere`);
  const { probe: _probe, ...unprobed } = everything;
  const expected = (kind: Model['kind'], ...sources: Model['sources']): readonly string[] =>
    thresholdsOf({ ...unprobed, kind, sources })
      .filter(({ record }) => record === thresholds.sources)
      .map(({ value }) => printExpression(value));
  const pods = { ...server, name: 'all', gateway: false };
  const quality = { ...server, name: 'all-quality' };
  expect(expected('online', pods, quality)).toEqual(['2']);
  expect(expected('batch', pods, quality)).toEqual(['1']);
  expect(expected('batch', pods)).toEqual([]);
  expect(expected('batch', { ...pods, gateway: true })).toEqual(['1']);
});

test.each([...environment.models, everything])(
  '$name announces as many thresholds as it records',
  (model) => {
    const rules = rulesFor(model, environment).spec.groups.flatMap((group) => group.rules);
    const recorded = rules.filter(({ record = '' }) => /^model:threshold:.+/.test(record));
    const all = recorded.length + standardOf(model).length;
    expect(all).toBeGreaterThan(0);
    expect(rules.find(({ record }) => record === expected.thresholds)?.expr).toBe(String(all));
  },
);

test('business metrics are read of the model’s own series: counters as rates, gauges as means', () => {
  const [constants] = rulesFor(everything, environment).spec.groups;
  const records = constants?.rules.filter(({ record }) => record === 'model:business:rate1h') ?? [];
  const own = '{namespace="serving", model_name="all"}';
  expect(records.map(({ labels, expr }) => [labels?.['metric'], expr.replaceAll(own, '{}')])).toEqual([
    [
      'acceptance',
      'sum by (namespace, model_name) (rate(offers_accepted_total{}[1h]))\n/\n(sum by (namespace, model_name) (rate(offers_shown_total{}[1h])) > 0)',
    ],
    ['orders', 'sum by (namespace, model_name) (rate(orders_total{}[1h]))'],
    ['basket', 'avg by (namespace, model_name) (avg_over_time(basket_eur{}[1h]))'],
  ]);
});

test('what is muted is recorded under the names of the naming authority, with why', () => {
  const [constants] = rulesFor(everything, environment).spec.groups;
  const mutes = constants?.rules.filter(({ record = '' }) =>
    (Object.values(muted) as readonly string[]).includes(record),
  );
  expect(mutes?.map(({ record, labels }) => [record, labels?.['alert'], labels?.['why']])).toEqual([
    ['model:muted_alert', 'ModelAbsent', 'changed'],
    ['model:muted_alert', 'ModelErrorBudgetBurn', 'changed'],
    ['model:muted_alert', 'ModelLatencyBudgetBurn', 'changed'],
    ['model:muted', undefined, undefined],
  ]);
});

test('bounds of buckets are written as Prometheus 3 stores them: 1.0 and not 1', () => {
  const objects = [
    sharedRules(environment),
    ...[...environment.models, everything].map((model) => rulesFor(model, environment)),
  ];
  const rules = objects.flatMap(({ spec }) => spec.groups).flatMap((group) => group.rules);
  const bounds = rules.flatMap(({ expr, labels }) => [
    ...[...expr.matchAll(/\ble(?:=|!=)"([^"]*)"/g)].map(([, bound = '']) => bound),
    ...(labels?.['le'] === undefined ? [] : [labels['le']]),
  ]);
  expect(new Set(bounds)).toContain('+Inf');
  expect(new Set(bounds)).toContain('0.1');
  expect(bounds.filter((bound) => !/^(?:\+Inf|\d+\.\d+|\d(?:\.\d+)?e[+-]\d+)$/.test(bound))).toEqual([]);
});

test('Prometheus’ own linter has nothing to object to in any rule, at any pace', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lint-'));
  const files = [1, 60].flatMap((pace) =>
    [
      sharedRules(environment, pace),
      ...[...environment.models, everything].map((model) => rulesFor(model, environment, pace)),
    ].map(({ metadata, spec }) => {
      const file = join(folder, `${metadata.name}-${pace}.yaml`);
      writeFileSync(file, dump(spec));
      return file;
    }),
  );
  const { status, stdout, stderr } = spawnSync(
    binaryOf('promtool'),
    ['check', 'rules', '--lint=all', '--lint-fatal', ...files],
    { encoding: 'utf8' },
  );
  rmSync(folder, { recursive: true, force: true });
  expect(status === 0 ? '' : `${stdout}${stderr}`).toBe('');
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWithFiles, type LoadedEnvironment } from '../../../environments';
import { environmentChanges } from '../../../scripts/changes/environment-changes';
import type { Change } from '../../../scripts/changes/fact';
import { modelChanges } from '../../../scripts/changes/model-changes';
import { entry, settings, writeCompany, type Edit } from './edited';

const folder = mkdtempSync(join(tmpdir(), 'changes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let count = 0;
function company(...edits: readonly Edit[]): LoadedEnvironment {
  const copy = join(folder, String(count++));
  writeCompany(copy, edits);
  const [loaded] = loadWithFiles(copy);
  if (loaded === undefined) throw new Error('no environment');
  return loaded;
}
const before = company();

function ofModel(name: string, ...edits: readonly Edit[]): readonly Change[] {
  const there = (loaded: LoadedEnvironment) => {
    const model = loaded.environment.models.find((one) => one.name === name);
    if (model === undefined) throw new Error(`no ${name}`);
    return { model, loaded };
  };
  return modelChanges(there(before), there(company(...edits)));
}

const texts = (changes: readonly Change[]): readonly string[] =>
  changes.map(
    ({ topic, about, before: old = '-', after = '-', origin }) =>
      `${topic} | ${about} | ${old} | ${after}${origin !== undefined && 'line' in origin ? ` | ${origin.file.split('/').slice(-2).join('/')}:${origin.line}` : ''}`,
  );

test('nothing differs between two readings of the same files', () => {
  const again = company();
  expect(environmentChanges(before, again)).toEqual([]);
  for (const { name } of before.environment.models) expect(ofModel(name)).toEqual([]);
});

test('an objective is told with the old and the new value, where it stands, and what alerts compare with then', () => {
  expect(texts(ofModel('churn', entry('churn', 'p99: 250ms', 'p99: 500ms')))).toMatchInlineSnapshot(`
   [
     "settings | objectives.latency.p99 | 250ms | 500ms | models/churn.yaml:7",
     "thresholds | model:threshold:latency | slow is above 250ms | slow is above 500ms",
     "thresholds | model:threshold:latency_budget | at most 1% of requests take longer than 250ms | at most 1% of requests take longer than 500ms",
     "boards | Health: p99 latency | stat | stat",
     "boards | Latency: Latency | timeseries | timeseries",
     "boards | Latency: Slower than 500ms | timeseries | timeseries",
   ]
  `);
});

test('another tier tells others', () => {
  expect(texts(ofModel('churn', entry('churn', 'runtime: mlserver', 'runtime: mlserver\ntier: critical'))))
    .toMatchInlineSnapshot(`
   [
     "settings | tier | standard | critical | models/churn.yaml:4",
     "alerts | ModelAbsent | warning after 10m | critical after 10m",
     "alerts | ModelTrafficStopped | warning after 10m | critical after 10m",
     "alerts | ModelDriftImpact | warning after 30m | critical after 30m",
     "alerts | ModelAccuracyBelowFloor | warning after 30m | critical after 30m",
     "alerts | ModelBusinessOutOfRange | warning after 1h | critical after 1h",
     "told | critical | in hours risk-page (pagerduty), outside risk-ticket (slack #risk) | risk-page (pagerduty)",
     "told | no requests | 08:30-18:00 risk-ticket (slack #risk), outside nobody until the hours begin | 08:30-18:00 risk-page (pagerduty), outside nobody until the hours begin",
     "boards | Health: About this model | text | text",
   ]
  `);
});

test('an objective that is gone takes its alerts and panels with it', () => {
  expect(texts(ofModel('churn', entry('churn', 'latency: { p99: 250ms }', '')))).toMatchInlineSnapshot(`
   [
     "boards | Traffic and errors: Budgets left | timeseries | timeseries",
     "boards | Latency: Latency | timeseries | timeseries",
     "boards | Versions: Failed and slow by version | timeseries | timeseries",
     "settings | objectives.latency.p99 | 250ms | - | models/churn.yaml:7",
     "thresholds | model:threshold:latency | slow is above 250ms | -",
     "thresholds | model:threshold:latency_budget | at most 1% of requests take longer than 250ms | -",
     "alerts | ModelLatencyBudgetBurn | critical after 2m, warning after 15m | -",
     "alerts | ModelLatencyBoundMissing | warning after 15m | -",
     "boards | Health: p99 latency | stat | -",
     "boards | Latency: Slower than 250ms | timeseries | -",
   ]
  `);
});

test('a setting of the platform is told with its line, and what follows from it', () => {
  const retention = settings('retention: { metrics: 35d }', 'retention: { metrics: 35d, logs: 7d }');
  expect(texts(environmentChanges(before, company(retention)))).toMatchInlineSnapshot(`
   [
     "platform | retention.logs | 30d | 7d | prod/environment.yaml:9",
     "logs | streams of mlobs-logs-ml | logs-ml.*-prod for 30d | logs-ml.*-prod for 7d",
     "logs | streams of mlobs-logs-ml-deadletter | logs-ml.deadletter-prod for 30d | logs-ml.deadletter-prod for 7d",
   ]
  `);
});

test('a receiver that leads elsewhere is told of the team and of its models', () => {
  const receiver = settings(
    'page: { pagerduty: { secret: pagerduty-risk } }',
    'page: { opsgenie: { secret: og } }',
  );
  expect(texts(environmentChanges(before, company(receiver)))).toMatchInlineSnapshot(`
   [
     "told | teams.risk.page | pagerduty (secret pagerduty-risk) | opsgenie (secret og) | prod/environment.yaml:13",
   ]
  `);
  expect(texts(ofModel('churn', receiver))).toMatchInlineSnapshot(`
   [
     "told | critical | in hours risk-page (pagerduty), outside risk-ticket (slack #risk) | in hours risk-page (opsgenie), outside risk-ticket (slack #risk)",
   ]
  `);
});

test('an alert of which only the expression differs is told, too', () => {
  const rule: Edit = { file: 'prod/rules/payments.yaml', from: '> ', to: '> 1 + ' };
  expect(texts(environmentChanges(before, company(rule)))).toMatchInlineSnapshot(`
   [
     "alerts | rules/payments.yaml: PaymentRetriesHigh | critical after 10m | critical after 10m",
   ]
  `);
});

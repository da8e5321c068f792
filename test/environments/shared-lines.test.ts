import { logServiceOf } from '../../models/log-service';
import { whyMissing } from '../../models/why-missing';
import { entry } from './bad-case';
import { plain } from './plain';
import type { Workspace } from './workspace';

const server = 'serving: { namespace: vision, selector: { app: triton }, model: plain }\n';
const other =
  (settings: string) =>
  (workspace: Workspace): void =>
    workspace.write(entry('other'), `name: other\nteam: pricing\nruntime: triton\n${settings}`);
const beside = other('serving: { namespace: vision, selector: { app: triton }, model: other }\n');
const elsewhere = other('serving: { namespace: vision, selector: { app: triton-2 }, model: other }\n');

test('a model that is alone on its server has lines of its own, whatever the server could carry', () => {
  expect(plain('triton', server, elsewhere).signals).toContain('logLines');
});

test('of models that share a server nobody can tell whose a line is', () => {
  const model = plain('triton', server, beside);
  expect(model.signals).not.toContain('logLines');
  expect(model.signals).toContain('requests');
  expect(whyMissing(model, 'logLines')).toBe(
    'its server carries other models as well, and a line does not say which of them it is about',
  );
});

test('lines are counted under the name of their model, or under the key of a server that several share', () => {
  expect(logServiceOf(plain('triton', server, elsewhere))).toBe('plain');
  expect(logServiceOf(plain('triton', server, beside))).toBe('vision/app=triton');
});

test('the job of a batch model has lines of its own, though its results lie at a gateway with those of others', () => {
  const batch = 'batch: { schedule: "0 2 * * *", deadline: 4h }\n';
  expect(plain('batch', batch).signals).toContain('logLines');
});

test('an alert on lines that nobody can tell apart is refused, with its place', () => {
  const alert =
    'alerts: { extra: { ModelFewLines: { signal: logLines, below: 1, for: 15m, severity: warning, summary: Few, runbook: "https://x.test" } } }\n';
  expect(plain('triton', server + alert, elsewhere).extraAlerts).toHaveLength(1);
  expect(() => plain('triton', server + alert, beside)).toThrow(
    'the signal logLines cannot be observed of this model: its server carries other models as well',
  );
});

test.each([
  ['nothing', '', false],
  ['a format', 'logs: { format: text }\n', true],
  ['a field', 'logs: { fields: [decision] }\n', true],
  ['payloads', 'logs: { payload: { sample: 1% } }\n', true],
  ['a stream of its own', 'logs: { isolation: dedicated }\n', true],
  ['how long it is kept', 'logs: { isolation: dedicated, retention: 90d }\n', true],
  ['audit records', 'logs: { audit: true }\n', true],
  ['what is the default', 'logs: { fields: [], isolation: shared, audit: false }\n', false],
])('an entry that says %s of its logs counts on lines: %#', (_what, logs, described) => {
  expect(plain('custom', logs).logs.described).toBe(described);
});

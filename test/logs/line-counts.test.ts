import { lineCounting, logLines } from '../../models/exporters';
import { modelEntry } from '../../models/entry';
import { logServiceOf } from '../../models/log-service';
import { plugin, pluginsOf } from '../../logs/pipeline';
import { asking, environmentNamed, environments, withLogs } from './environments';
import { runPipeline, type Datagram } from './run-pipeline';
import { fraudScorer, json, printedPrograms, ship, shipped, surroundings } from './ship';

const prod = environmentNamed('prod');

/** What the printed pipelines tell the counter of one line. */
function counted(
  message: string,
  environment = prod,
  pod: Parameters<typeof shipped>[1] = {},
): readonly Datagram[] {
  const { sentTo, event, sent } = ship(message, pod, environment);
  return [
    ...sent,
    ...sentTo.flatMap((next) => {
      const program = printedPrograms(environment).get(next);
      if (program === undefined || event === undefined) throw new Error(`no pipeline ${next}`);
      return runPipeline(program, event, surroundings(environment)).sent;
    }),
  ];
}

const line = json({ message: 'scored', request_id: 'r1', label: 'fraud' });
const to = '127.0.0.1:9125';
const of = (outcome: string): Datagram => ({
  to,
  text: `mlobs_log_lines_total:1|c|#service:fraud-scorer,outcome:${outcome}`,
});
const ofFraud = of('parsed');
const lost = (labels: string): Datagram => ({ to, text: `mlobs_log_lines_dropped_total:1|c|#${labels}` });

test('a line is told to the counter of its own pod, by the name of its model', () => {
  expect(counted(line)).toEqual([ofFraud]);
});

test('a line with a stream of its own is counted as well', () => {
  expect(counted(line, withLogs(prod, 'fraud-scorer', { isolation: 'dedicated' }))).toEqual([ofFraud]);
});

test('a line whose prediction is also recorded is counted once', () => {
  const audited = withLogs(prod, 'fraud-scorer', { audit: true });
  expect(ship(line, {}, audited).sentTo).toEqual(expect.arrayContaining(['inference', 'audit']));
  expect(counted(line, audited)).toEqual([ofFraud]);
});

test('a line cannot say whose it is', () => {
  const claims = json({ message: 'x', service: { name: 'churn-classifier' }, 'service.name': 'a|c\nb:1|c' });
  expect(counted(claims)).toEqual([ofFraud]);
});

test.each([
  ['that no pattern fits', 'no head at all', 'unparsed'],
  ['that is no JSON but looks like it', '{"message": "m", "prompt": "sec', 'withheld'],
  ['of which the end is missing', `INFO:root:${'x'.repeat(200_000)}`, 'cut'],
])('a line %s is counted as such, once', (_name, message, outcome) => {
  expect(counted(message)).toEqual([of(outcome)]);
});

test('a line of which Filebeat sent the beginning is counted as cut', () => {
  const extra = { log: { offset: 1, flags: ['truncated'], file: { path: '/var/log/containers/pod.log' } } };
  expect(counted(line, prod, { extra })).toEqual([of('cut')]);
  expect(ship(line, { extra }).document).toMatchObject({ tags: ['cut'] });
  expect(ship(line, { extra }).document).not.toHaveProperty('log.flags');
});

test('a line of a pod that is no model’s is counted without a model', () => {
  expect(counted(line, prod, { labels: { ...fraudScorer, 'app_kubernetes_io/name': 'database' } })).toEqual([
    lost('service:-,reason:unmapped'),
  ]);
});

test.each(['', '   ', '\u0000', '\u001b[0m', '\r'])(
  'a line without text is counted and not written: %j',
  (text) => {
    expect(ship(text).sentTo).toEqual([]);
    expect(counted(text)).toEqual([lost('service:fraud-scorer,reason:empty')]);
  },
);

test('a line in which a mutation fails is counted and not written', () => {
  const intake = printedPrograms(prod).get('intake');
  if (intake === undefined) throw new Error('no intake');
  // As Logstash marks an event whose mutation threw; here a filter that nobody has marks it.
  const { filter } = intake;
  const failing = plugin('mutate', 'failed', { add_tag: ['_mutate_error'] });
  const [forget, ...others] = filter;
  if (forget === undefined) throw new Error('no filter');
  const spoiled = { ...intake, filter: [forget, failing, ...others] };
  const { sentTo, sent } = runPipeline(spoiled, shipped(line), surroundings(prod));
  expect(sentTo).toEqual([]);
  expect(sent).toEqual([lost('service:fraud-scorer,reason:broken')]);
});

test('a line of a server that several models share is counted as that of the server', () => {
  const [first, second] = prod.models;
  if (first === undefined || second === undefined) throw new Error('prod has fewer than two models');
  const served = (name: string, model: typeof first): typeof first => ({
    ...model,
    name,
    namespace: 'serving',
    selector: { 'app.kubernetes.io/name': 'triton', zone: 'a' },
    sources: model.sources.slice(0, 1).map((source) => ({
      ...source,
      namespace: 'serving',
      selector: { 'app.kubernetes.io/name': 'triton', zone: 'a' },
      served: name,
    })),
    logs: first.logs,
    versionLabel: first.versionLabel,
    signals: first.signals.filter((signal) => signal !== 'logLines'),
  });
  const shared = { ...prod, models: [served('one', first), served('two', second)] };
  const pod = { labels: { 'app_kubernetes_io/name': 'triton', zone: 'a' } };
  const { document } = ship(line, pod, shared);
  expect(document).toMatchObject({ service: { name: 'serving/app.kubernetes.io/name=triton,zone=a' } });
  // A comma would end the label, and rules know the server by that name.
  expect(shared.models.map(logServiceOf)).toEqual(
    Array(2).fill('serving/app.kubernetes.io/name=triton;zone=a'),
  );
  expect(counted(line, shared, pod)).toEqual([
    {
      to,
      text: 'mlobs_log_lines_total:1|c|#service:serving/app.kubernetes.io/name=triton;zone=a,outcome:parsed',
    },
  ]);
  expect(counted('', shared, pod)).toEqual([lost('service:-,reason:empty')]);
});

test('no name of a model has a sign that means something to the counter', () => {
  const names = ['a,b', 'a|b', 'a:b', 'a#b', 'a/b', 'a\nb', 'a b', 'a@b', ''];
  const accepted = names.filter(
    (name) => modelEntry.safeParse({ name, team: 'risk', runtime: 'custom' }).success,
  );
  expect(accepted).toEqual([]);
  expect(modelEntry.safeParse({ name: 'a-b', team: 'risk', runtime: 'custom' }).success).toBe(true);
});

test.each([...environments, asking()].map((one) => [one.name, one] as const))(
  'in %s what counts stands behind what writes, and the records of audits are not counted',
  (_name, environment) => {
    const outputs = [...printedPrograms(environment)].map(([id, { output }]) => [
      id,
      pluginsOf(output).map(({ plugin }) => plugin),
    ]);
    expect(Object.fromEntries(outputs)).toMatchObject({
      intake: ['udp', 'udp', 'pipeline', 'pipeline', 'pipeline'],
      inference: ['elasticsearch', 'udp', 'udp', 'udp', 'udp'],
      dedicated: ['elasticsearch', 'udp', 'udp', 'udp', 'udp'],
      audit: ['elasticsearch'],
    });
  },
);

test('the counter is asked for the series that the pipelines send', () => {
  expect(ofFraud.to).toBe(`${lineCounting.host}:${lineCounting.port}`);
  expect(ofFraud.text.startsWith(`${logLines.written}:1|c|#service:`)).toBe(true);
  expect(lost('').text.startsWith(`${logLines.dropped}:1|c|#`)).toBe(true);
});

import type { RunningProcess } from '../../preview/processes';
import { environmentNamed } from '../logs/environments';
import { joinedEvents } from '../logs/joined';
import { runPipelines, type Event } from '../logs/run-pipeline';
import { json, printedPrograms, surroundings } from '../logs/ship';
import { eventually } from './control-plane/eventually';
import { newRun } from './control-plane/run';
import { logOf, type Container, type ContainerLog } from './filebeat/node-logs';
import { startPodsApi, type PodsApi } from './filebeat/pods-api';
import { nodeName, shipping, type Shipping } from './filebeat/shipping';

const environment = environmentNamed('prod');
const labels = {
  'app.kubernetes.io/name': 'fraud-scorer',
  'app.kubernetes.io/version': '7',
};
/** Filebeat looks for new files every ten seconds, and at one that was quiet about as often. Unit: milliseconds. */
const shipsWithin = 60_000;

const run = newRun();
let pods: PodsApi;
let shipped: Shipping;
let filebeat: RunningProcess;
let server: RunningProcess;

/** A container of a pod of the model, whose log is empty. */
let count = 0;
function newContainer(namespace = 'serving'): Container & { readonly log: ContainerLog } {
  count += 1;
  const id = String(count).padStart(64, '0');
  const container = { namespace, pod: `scorer-${count}`, uid: `uid-${count}`, container: 'model', id };
  pods.create(container, labels);
  return { ...container, log: logOf(shipped.root, container) };
}

const field = (event: Event, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Event | undefined)?.[key], event);

const eventsOf = ({ pod }: Container): readonly Event[] =>
  shipped.arrived().filter((event) => String(field(event, 'log', 'file', 'path')).includes(`/${pod}_`));

const messagesOf = (container: Container): readonly unknown[] =>
  eventsOf(container).map(({ message }) => message);

/** Waits until as many lines of the container have arrived as were written. */
async function arrived(container: Container, lines: number): Promise<readonly unknown[]> {
  await eventually(`${lines} lines of ${container.pod} arrive`, shipsWithin, () => {
    const have = messagesOf(container).length;
    return have < lines ? `${have} have` : undefined;
  });
  return messagesOf(container);
}

/** Starts Filebeat and waits until it knows the pods: what it reads before is of no pod. */
async function startFilebeat(): Promise<RunningProcess> {
  const before = pods.asked.length;
  const started = await shipped.startFilebeat();
  await eventually('Filebeat watches the pods of its node', shipsWithin, () =>
    pods.asked.slice(before).some((path) => path.startsWith('/api/v1/pods?') && path.includes('watch=true'))
      ? undefined
      : pods.asked.slice(before).join(' '),
  );
  return started;
}

const numbered = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_none, index) => `line ${from + index}`);

beforeAll(async () => {
  pods = await startPodsApi(run, nodeName);
  shipped = await shipping(run, environment, pods.kubeconfig);
  server = await shipped.startServer();
  filebeat = await startFilebeat();
});
afterAll(async () => {
  await run.stop();
  expect(run.deaths).toEqual([]);
});

test('a line arrives once, with the pod that wrote it and nothing that is not asked for', async () => {
  const one = newContainer();
  one.log.write('hello, whoever reads this');
  await arrived(one, 1);
  const [event = {}, ...more] = eventsOf(one);
  expect(more).toEqual([]);
  expect(event).toEqual({
    '@timestamp': '2026-01-02T03:04:05.678Z',
    '@metadata': expect.objectContaining({ beat: 'filebeat' }) as unknown,
    message: 'hello, whoever reads this',
    stream: 'stdout',
    log: { offset: 0, file: expect.objectContaining({}) as unknown },
    container: { id: one.id },
    kubernetes: {
      namespace: one.namespace,
      node: { name: 'node-1' },
      pod: { name: one.pod, uid: one.uid },
      container: { name: 'model' },
      labels: { 'app_kubernetes_io/name': 'fraud-scorer', 'app_kubernetes_io/version': '7' },
    },
  });
  expect(
    pods.asked.filter((path) => path.includes('/pods?') && !path.includes('spec.nodeName%3Dnode-1')),
  ).toEqual([]);
});

test.each([
  ['letters of all kinds', ['é ß 漢 😀', '  indented', 'tab\there', '{"message":"a \\n b"}']],
  ['a line that the runtime wrote in pieces', ['x'.repeat(40_000), 'after']],
  ['many lines', numbered(1, 3_000)],
])('%s arrive once, in order, as they were written', async (_name, lines) => {
  const one = newContainer();
  one.log.write(...lines);
  const events = joinedEvents(lines);
  expect(await arrived(one, events.length)).toEqual(events);
});

test('bytes that are no text arrive as marks in their place', async () => {
  const one = newContainer();
  one.log.write(Buffer.from([0x68, 0xff, 0xfe, 0x69]), 'after');
  expect(await arrived(one, 2)).toEqual(['h\uFFFD\uFFFDi', 'after']);
});

test('a line that is not written to its end yet waits for the rest', async () => {
  const one = newContainer();
  one.log.write('first');
  one.log.append('2026-01-02T03:04:06.1Z stdout F sec');
  await arrived(one, 1);
  one.log.append('ond\n');
  expect(await arrived(one, 2)).toEqual(['first', 'second']);
});

test('an empty line arrives without a message, and a carriage return at the end of a line does not arrive', async () => {
  const one = newContainer();
  one.log.write('', 'ends\r', 'last');
  expect(await arrived(one, 3)).toEqual([undefined, 'ends', 'last']);
});

test('a file that the kubelet begins anew loses and repeats nothing', async () => {
  const one = newContainer();
  one.log.write(...numbered(1, 100));
  await arrived(one, 100);
  one.log.write(...numbered(101, 200));
  one.log.rotate();
  one.log.write(...numbered(201, 300));
  expect([...(await arrived(one, 300))].sort()).toEqual([...numbered(1, 300)].sort());
});

test('while nobody takes them lines wait, across a rotation too, and then arrive', async () => {
  const one = newContainer();
  one.log.write(...numbered(1, 10));
  await arrived(one, 10);
  await server.stop();
  one.log.write(...numbered(11, 500));
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  one.log.rotate();
  one.log.write(...numbered(501, 600));
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  expect(messagesOf(one)).toHaveLength(10);
  server = await shipped.startServer();
  expect(new Set(await arrived(one, 600))).toEqual(new Set(numbered(1, 600)));
});

test('Filebeat goes on where it was when it is started again', async () => {
  const one = newContainer();
  one.log.write(...numbered(1, 10));
  await arrived(one, 10);
  await filebeat.stop();
  one.log.write(...numbered(11, 20));
  filebeat = await startFilebeat();
  expect(await arrived(one, 20)).toEqual(numbered(1, 20));
});

test('a server with a certificate of somebody else gets nothing', async () => {
  await server.stop();
  const stranger = await shipped.startServer('stranger');
  const one = newContainer();
  one.log.write('a private line of a model');
  await new Promise((resolve) => setTimeout(resolve, 20_000));
  expect(messagesOf(one)).toEqual([]);
  await stranger.stop();
  server = await shipped.startServer();
  expect(await arrived(one, 1)).toEqual(['a private line of a model']);
});

test('a namespace without models is not read', async () => {
  const other = newContainer('kube-system');
  other.log.write('a line of a pod of no model');
  const one = newContainer();
  one.log.write('a line of a pod of a model');
  await arrived(one, 1);
  expect(messagesOf(other)).toEqual([]);
});

test('what arrives becomes the document of its model', async () => {
  const one = newContainer();
  one.log.write(json({ message: 'scored', level: 'INFO', user_id: '4711', prompt: 'secret' }));
  await arrived(one, 1);
  const [event = {}] = eventsOf(one);
  const written = runPipelines(printedPrograms(environment), 'intake', event, surroundings(environment));
  expect(written).toMatchObject([
    {
      stream: 'logs-ml.inference-prod',
      document: {
        message: 'scored',
        log: { level: 'info' },
        service: { name: 'fraud-scorer', version: '7', environment: 'prod' },
        kubernetes: { namespace: 'serving', pod: { name: one.pod } },
      },
    },
  ]);
  expect(JSON.stringify(written)).not.toMatch(/secret|4711/);
});

import { newRun } from '../live/control-plane/run';
import { outcomesOf } from '../logs/run-pipeline';
import { printedPrograms, surroundings } from '../logs/ship';
import { asked, cases, eventOf } from './cases';
import type { Received } from './recording-elasticsearch';
import { checkConfiguration, send, startLogstash, writtenTo, type RunningLogstash } from './run-logstash';

let logstash: RunningLogstash;

const outcomes = cases.map((one, index) =>
  outcomesOf(printedPrograms(asked), 'intake', eventOf(one, index), surroundings(asked)),
);
const expected = outcomes.map((all) => all.flatMap(({ written }) => written));

const run = newRun();

beforeAll(async () => {
  logstash = await startLogstash(run, asked);
  const problem = await send(logstash, 'client', cases.map(eventOf));
  if (problem !== undefined) throw new Error(problem);
  await writtenTo(logstash.elasticsearch, expected.flat().length);
});
afterAll(() => run.stop());

const inOrder = <T extends { readonly stream: string }>(documents: readonly T[]): readonly T[] =>
  [...documents].sort((a, b) => (a.stream < b.stream ? -1 : 1));

const receivedOf = (index: number): readonly Received[] =>
  logstash.elasticsearch.received.filter(({ of }) => of === String(index));

test.each(cases.map(({ name }, index) => [name, index] as const))(
  'what Logstash writes of %s is what the tests of the pipelines say',
  (_name, index) => {
    const written = receivedOf(index).map(({ stream, id, document }) => ({
      stream,
      ...(id === undefined ? {} : { id }),
      document,
    }));
    expect(inOrder(written)).toEqual(inOrder(expected[index] ?? []));
  },
);

test('every document is of a case, and is only created', () => {
  const { received } = logstash.elasticsearch;
  expect(received).toHaveLength(expected.flat().length);
  expect(received.filter(({ of, action }) => !/^\d+$/.test(of) || action !== 'create')).toEqual([]);
});

test('the counter of lines is told of every line once, by its model and what became of it', () => {
  const told = outcomes.flat().flatMap(({ sent }) => sent.map(({ text }) => text));
  expect([...logstash.counted].sort()).toEqual([...told].sort());
});

test('nobody without a certificate of our authority can send a line', async () => {
  const before = logstash.elasticsearch.received.length;
  expect(await send(logstash, 'stranger', [eventOf({ name: '', line: 'let me in' }, 0)])).toMatch(
    /certificate|unknown authority/,
  );
  expect(logstash.elasticsearch.received).toHaveLength(before);
});

test('Logstash accepts the pipelines as they are', () => {
  const { status, log } = checkConfiguration(logstash, asked);
  expect({ status, log: status === 0 ? '' : log }).toEqual({ status: 0, log: '' });
});

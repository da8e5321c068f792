import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { Environment } from '../../environments';
import { pipelinesFor } from '../../logs';
import { hexBelow } from '../../logs/payload';
import { environmentNamed, withLogs } from './environments';
import { changedRoutes } from './routes-of';
import type { Event, Outcome } from './run-pipeline';
import { json, labelsOf, pseudonymKey, ship, store } from './ship';

const prod = environmentNamed('prod');
const sampled = (share: number): Environment => withLogs(prod, 'fraud-scorer', { payloadSample: share });
const all = sampled(1);
const quarter = sampled(0.25);
const half = sampled(0.5);

const line = (fields: Event): string => json({ request_id: 'r-1', ...fields });
const payloadOf = ({ document }: Outcome): Event | undefined =>
  (document?.['mlobs'] as Event | undefined)?.['payload'] as Event | undefined;
const isKept = (environment: Environment, fields: Event, extra: Event = {}): boolean =>
  payloadOf(ship(json({ input: { age: 7 }, ...fields }), { extra }, environment)) !== undefined;

test('inputs and outputs vanish unless the entry asks', () => {
  const outcome = ship(line({ message: 'm', input: { age: 'secret' }, output: ['secret'] }));
  expect(JSON.stringify(outcome.event)).not.toContain('secret');
  expect(outcome.document).toHaveProperty('message', 'm');
});

test('they vanish for a model that did not ask beside one that did, and if an entry lists them as fields', () => {
  const listed = withLogs(all, 'churn-classifier', { format: 'json', fields: ['input', 'output'] });
  const text = line({ input: 'secret', output: { deep: 'secret' } });
  const outcome = ship(text, { labels: labelsOf('churn-classifier') }, listed);
  expect(JSON.stringify(outcome.event)).not.toContain('secret');
});

test('a model that keeps all has the inputs and outputs of every line as text, with the share as a mark', () => {
  const [written] = store(line({ input: { age: 7, tags: [{ a: 1 }] }, output: ['é', null] }), all);
  expect(written).toMatchObject({
    stream: 'logs-ml.inference-prod',
    document: {
      mlobs: {
        payload: {
          sample: 1,
          input: '{"input":{"age":7,"tags":[{"a":1}]}}',
          output: '{"output":["é",null]}',
        },
      },
    },
  });
});

test.each([
  ['a text', 'hello "you"', '{"output":"hello \\"you\\""}'],
  ['zero', 0, '{"output":0}'],
  ['false', false, '{"output":false}'],
  ['nothing', null, '{"output":null}'],
  ['a list', [1, [2]], '{"output":[1,[2]]}'],
])('an output that is %s is kept', (_name, output, text) => {
  expect(payloadOf(ship(line({ output }), {}, all))).toEqual({ sample: 1, output: text });
});

test('a line without inputs and outputs carries no mark', () => {
  expect(ship(line({ message: 'm' }), {}, all).document).not.toHaveProperty('mlobs');
});

test('a line can neither mark itself nor ask', () => {
  const claim = {
    mlobs: { payload: { sample: 1, input: 'secret' } },
    '@metadata': { payload: '1', draw: '0' },
  };
  const extra = { '@metadata': { payload: '1', draw: '0', input: { input: 'secret' } } };
  const other = withLogs(prod, 'churn-classifier', { payloadSample: 1 });
  const outcome = ship(line({ input: 'secret', ...claim }), { extra }, other);
  expect(JSON.stringify(outcome.event)).not.toContain('secret');
});

test('all lines of a request are kept or none, and about that share of the requests', () => {
  const ids = Array.from({ length: 400 }, (_none, index) => `request-${index}`);
  const kept = ids.filter((id) => isKept(quarter, { request_id: id }));
  expect(kept.length).toBeGreaterThan(70);
  expect(kept.length).toBeLessThan(130);
  for (const id of ids.slice(0, 50)) {
    const other = { message: 'another line', level: 'INFO', request_id: id };
    expect(isKept(quarter, other, { log: { offset: 99 }, '@timestamp': '2026-02-02T00:00:00.000Z' })).toBe(
      kept.includes(id),
    );
  }
});

test('the requests of a small share are among those of a larger one', () => {
  for (let index = 0; index < 100; index += 1) {
    const fields = { request_id: `r-${index}` };
    if (isKept(quarter, fields)) expect(isKept(half, fields)).toBe(true);
  }
});

test('the draw of a request is a hash with the key, so nobody can choose an id that is kept', () => {
  const digest = (id: string): string => createHmac('sha256', pseudonymKey).update(id).digest('hex');
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
    expect(isKept(half, { request_id: id })).toBe(Number.parseInt(digest(id).slice(0, 8), 16) < 2 ** 31);
});

test('lines without an id of the right shape are drawn one by one, and alike when they are sent twice', () => {
  const offsets = Array.from({ length: 200 }, (_none, index) => ({ log: { offset: index } }));
  const fields = { request_id: 'not an id' };
  const kept = offsets.map((extra) => isKept(half, fields, extra));
  expect(kept).toEqual(offsets.map((extra) => isKept(half, fields, extra)));
  const count = kept.filter((one) => one).length;
  expect(count).toBeGreaterThan(70);
  expect(count).toBeLessThan(130);
});

test('a share is a pattern of exactly the numbers below it', () => {
  const number = fc.integer({ min: 0, max: 2 ** 32 - 1 });
  const digits = (value: number): string => value.toString(16).padStart(8, '0');
  const matcher = (share: number): RegExp => new RegExp(hexBelow(share).replace('\\A', '^'));
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 - 1 }), number, (billionths, value) => {
      const share = billionths / 1e9;
      const bound = Math.round(share * 2 ** 32);
      const pattern = matcher(share);
      for (const one of [value, bound - 1, bound, Math.min(bound + 1, 2 ** 32 - 1)])
        expect(pattern.test(`${digits(one)}00ff`)).toBe(one < bound);
    }),
  );
});

const email = 'jo.doe+x@mail.example.com';
const card = '4111111111111111';

test.each([
  ['a text', `for ${email} and ${card}`],
  ['a text with lines', `mail:\n${email}\n${card}\t5500 0000 0000 0004\u0001${card}`],
  ['an object', { note: { contact: email, pan: Number(card), list: [`\n${card}`] } }],
  ['a key of an object', { [email]: { [card]: 1 } }],
])('an address and a card number in an input that is %s are scrubbed', (_name, input) => {
  const outcome = ship(line({ input, output: input }), {}, all);
  const text = JSON.stringify(outcome.event);
  expect(Object.keys(payloadOf(outcome) ?? {}).sort()).toEqual(['input', 'output', 'sample']);
  for (const secret of [email, 'example.com', card, '5500 0000']) expect(text).not.toContain(secret);
  expect(text).toContain('<email>');
  expect(text).toContain('<card>');
});

test.each([
  ['a text', 'u-4711'],
  ['a number', 4711],
  ['a text with quotes', 'u-"4711"'],
  ['a list', ['x', 'u-4711']],
  ['an object', { id: 'u-4711' }],
])('a user id that is %s is taken out of an input, at any depth', (_name, id) => {
  const input = { user_id: id, deep: [{ user_id: id, age: 7 }] };
  const outcome = ship(line({ user_id: 'u-4711', input }), {}, all);
  expect(JSON.stringify(outcome.event)).not.toContain('4711');
  expect(payloadOf(outcome)?.['input']).toBe(
    '{"input":{"user_id":"<user>","deep":[{"user_id":"<user>","age":7}]}}',
  );
});

test('a long input is cut after it was scrubbed, between characters, and says so', () => {
  const { document } = ship(line({ input: `${'é'.repeat(8_185)} ${card}`, output: 'short' }), {}, all);
  const { input, output } = (document?.['mlobs'] as Event)['payload'] as Readonly<Record<string, string>>;
  expect(Buffer.byteLength(input ?? '')).toBeLessThanOrEqual(16_384);
  expect(Buffer.byteLength(input ?? '')).toBeGreaterThan(16_380);
  expect(input).not.toContain('4111');
  expect(input).not.toContain('\uFFFD');
  expect(output).toBe('{"output":"short"}');
  expect(document).toHaveProperty('tags', ['payload_cut']);
  expect(ship(line({ input: 'short' }), {}, all).document).not.toHaveProperty('tags');
});

test('another model with a share that is in use is data, and without any share no line is drawn', () => {
  const more = withLogs(quarter, 'churn-classifier', { payloadSample: 0.25 });
  expect(changedRoutes(quarter, more)).toEqual({
    'serving/app.kubernetes.io/name=churn-classifier': expect.objectContaining({
      payload: '0.25',
    }) as unknown,
  });
  expect(pipelinesFor(more)).toEqual(pipelinesFor(quarter));
  expect(ship('m').passed).not.toContain('draw');
});

test('an input that is not drawn does not travel on in metadata, which queues write down', () => {
  const outcome = ship(line({ input: { age: 'secret' } }), {}, sampled(1e-9));
  expect(outcome.passed).toContain('draw');
  expect(JSON.stringify(outcome.event)).not.toContain('secret');
});

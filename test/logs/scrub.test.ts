import { redactedKinds, scrubbed, scrubbedInJson } from '../../logs/scrub';
import { markOf, type Scrub } from '../../logs/scrub-pattern';
import { environmentNamed, withLogs } from './environments';
import { replaced } from './ruby';
import { harmless, seeds } from './seeds';
import { json, ship } from './ship';

const prod = environmentNamed('prod');
const all = withLogs(prod, 'fraud-scorer', { payloadSample: 1 });

const without = (text: string, { pattern, kind, instead = markOf(kind) }: Scrub): string =>
  replaced(text, pattern, instead);
const scrub = (text: string, patterns = scrubbed): string => patterns.reduce(without, text);

test.each(seeds)('$what is taken out', ({ text, secret, kind }) => {
  const clean = scrub(text);
  for (const part of secret) expect(clean).not.toContain(part);
  expect(clean).toContain(markOf(kind));
  expect(scrub(clean)).toBe(clean);
});

test.each(seeds.filter(({ alone }) => alone !== true))(
  '$what is taken out of JSON, and the rest of the text stays',
  ({ text, secret, kind }) => {
    const clean = scrub(json({ note: [{ text: `first line\n${text}` }], n: 1 }), [
      ...scrubbedInJson,
      ...scrubbed,
    ]);
    for (const part of secret) expect(clean).not.toContain(JSON.stringify(part).slice(1, -1));
    expect(clean).toContain(markOf(kind));
    expect(clean).toMatch(/^\{"note":\[\{"text":"first line.*\}\],"n":1\}$/);
  },
);

test('every pattern is needed by one of these', () => {
  const unneeded = scrubbed.filter((pattern) =>
    seeds.every(({ text, secret }) => {
      const clean = scrub(
        text,
        scrubbed.filter((other) => other !== pattern),
      );
      return secret.every((part) => !clean.includes(part));
    }),
  );
  expect(unneeded.map(({ what }) => what)).toEqual([]);
});

test.each(harmless)('%j stays as it is', (text) => {
  expect(scrub(text)).toBe(text);
  expect(scrub(json({ text }), [...scrubbedInJson, ...scrubbed])).toBe(json({ text }));
});

test('what is known by how it begins is taken out of ids and words as well', () => {
  const ids = seeds.filter(
    ({ kind, secret, text }) =>
      kind === 'token' && text.startsWith('before ') && /^[\w.:=+-]{1,128}$/.test(secret[0] ?? ''),
  );
  expect(ids.length).toBeGreaterThan(15);
  for (const { secret } of ids) {
    const { event } = ship(json({ request_id: secret[0], event_id: secret[0], message: 'm' }));
    expect(JSON.stringify(event)).not.toContain(secret[0]);
    expect(event).toHaveProperty('mlobs.pii.redacted', ['token']);
  }
});

test('a document is marked with the kinds of what was taken out, each once, and no other is', () => {
  const pii = (line: object): unknown =>
    (ship(json({ ...line }), {}, all).document as { mlobs?: { pii?: unknown } } | undefined)?.mlobs?.pii;
  expect(pii({ message: 'jo@example.org and ann@example.org' })).toEqual({ redacted: ['email'] });
  expect(
    pii({ message: 'm', error_message: 'password=x y', output: ['203.0.113.7', 'a@example.org'] }),
  ).toEqual({
    redacted: ['email', 'ip', 'secret'],
  });
  expect(pii({ message: 'nothing', input: { n: 1 } })).toBeUndefined();
  expect(pii({ message: 'm', mlobs: { pii: { redacted: ['email'] } } })).toBeUndefined();
});

test('a pseudonym says which key made it, and other documents say nothing', () => {
  expect(ship(json({ message: 'm', user_id: 'u' })).document).toHaveProperty('mlobs.pii', { key_id: '1' });
  expect(ship(json({ message: 'm' })).document).not.toHaveProperty('mlobs');
});

test('every kind has a mark of its own, and no mark is found again', () => {
  expect(new Set(redactedKinds).size).toBe(redactedKinds.length);
  for (const kind of redactedKinds) expect(scrub(`a ${markOf(kind)} b`)).toBe(`a ${markOf(kind)} b`);
});

/** What makes patterns slow: beginnings without an end, over and over, and long runs of what may be inside. */
const adversarial: readonly (readonly [name: string, unit: string])[] = [
  ['beginnings of keys', '-----BEGIN PRIVATE KEY-----'],
  ['beginnings of tokens', ' eyJ-eyJ_eyJ.'],
  ['one long word', 'aB3'],
  ['one long number', '4111'],
  ['groups of numbers', '4111 1111 '],
  ['dots', 'a.'],
  ['addresses without an end', 'a@a.'],
  ['hyphens', '-'],
  ['schemes', 'http://a:'],
  ['names without a value', 'password: password= '],
  ['opened quotes', '"password":"'],
  ['escaped quotes', '\\"password\\":\\"'],
  ['backslashes', '\\'],
  ['pluses', '+1 '],
  ['colons', '2001:'],
  ['double colons', '2001::'],
  ['accounts', 'DE89 '],
  ['bearers', 'bearer a'],
  ['spaces', ' '],
  ['opened lists', '"secret":['],
  ['options', '--a-password '],
];

test.each(adversarial)('a megabyte of %s takes no pattern long', (_name, unit) => {
  const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
  for (const pattern of [...scrubbed, ...scrubbedInJson]) {
    const start = performance.now();
    without(text, pattern);
    const took = performance.now() - start;
    if (took > 2_000) throw new Error(`${pattern.what}: ${Math.round(took)} ms`);
  }
});

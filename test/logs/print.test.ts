import fc from 'fast-check';
import type { Condition, Program, Step, Value } from '../../logs/pipeline';
import { isOneOf, pluginsOf } from '../../logs/pipeline';
import { programsFor } from '../../logs/pipelines';
import { printProgram } from '../../logs/print';
import { asking, environments } from './environments';
import { parseProgram } from './logstash-grammar';

const word = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{1,12}$/);
const fieldName = fc.stringMatching(/^(?:\[[^[\],]{1,8}\]){1,3}$/u);
const printable = fc
  .string({
    unit: fc.constantFrom('a', '"', "'", '\\', ' ', '\n', '#', '{', '}', '[', '%', '$', '=', '>', 'é'),
  })
  .filter((text) => !(text.includes('"') && text.includes("'")) && !text.endsWith('\\'));
const pattern = fc
  .string({
    unit: fc.constantFrom('a', '\\d', '\\.', '[^"]', '{', '}', '(', ')', '#', ' ', "'"),
    minLength: 1,
  })
  .filter((text) => !text.endsWith('\\'));

const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    printable,
    fc.integer(),
    fc.boolean(),
    word.filter((text) => text !== 'true' && text !== 'false').map((bare) => ({ bare })),
    fc.array(tie('value'), { maxLength: 6 }),
    fc.array(fc.tuple(printable, tie('value')), { maxLength: 3 }).map((hash) => ({ hash })),
    fc.record({
      codec: word.filter((name) => name !== 'true' && name !== 'false'),
      options: fc.dictionary(
        word.filter((name) => name !== 'id' && name !== '__proto__'),
        tie('value'),
        { maxKeys: 2, noNullPrototype: true },
      ),
    }),
  ),
})).value;

const condition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fieldName.map((field): Condition => ({ kind: 'set', field })),
    fc.record({ kind: fc.constant('equals' as const), field: fieldName, value: printable }),
    fc.record({ kind: fc.constant('matches' as const), field: fieldName, pattern }),
    fc.record({ kind: fc.constant('contains' as const), field: fieldName, value: printable }),
    fc.record({ kind: fc.constant('not' as const), of: tie('condition') }),
    fc.record({
      kind: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('condition'), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).condition;

const plugin = fc.record({
  plugin: word.filter((name) => name !== 'if' && name !== 'else'),
  id: printable,
  options: fc.dictionary(
    word.filter((name) => name !== 'id' && name !== '__proto__'),
    value,
    { maxKeys: 4, noNullPrototype: true },
  ),
});

const step: fc.Arbitrary<Step> = fc.letrec<{ step: Step }>((tie) => {
  const several = fc.array(tie('step'), { maxLength: 2 });
  return {
    step: fc.oneof(
      { maxDepth: 3 },
      plugin,
      fc.record(
        { when: condition, steps: several, otherwise: several },
        { requiredKeys: ['when', 'steps'], noNullPrototype: true },
      ),
    ),
  };
}).step;

const program: fc.Arbitrary<Program> = fc.record({
  input: fc.array(plugin, { maxLength: 2 }),
  filter: fc.array(step, { maxLength: 4 }),
  output: fc.array(step, { maxLength: 2 }),
});

/** Options keep their order in the text, because a reader sees it in a diff. */
const inOrder = (text: unknown): string => JSON.stringify(text);

test('what is printed reads back as the same program', () => {
  fc.assert(
    fc.property(program, (one) => {
      const back = parseProgram(printProgram(one));
      expect(back).toEqual(one);
      expect(inOrder(back.filter)).toBe(inOrder(one.filter));
    }),
    { numRuns: 300 },
  );
});

const every = [...environments, asking()];

test.each(every.map((environment) => [environment.name, environment] as const))(
  'every pipeline of %s reads back as the same program',
  (_name, environment) => {
    for (const one of programsFor(environment).values()) expect(parseProgram(printProgram(one))).toEqual(one);
  },
);

const filterOf = (options: Readonly<Record<string, Value>>): Program => ({
  input: [],
  filter: [{ plugin: 'mutate', id: 'one', options }],
  output: [],
});

test.each([
  ['a text with both kinds of quotes', filterOf({ add_tag: `it's "so"` })],
  ['a text that ends with a backslash, which would take its quote along', filterOf({ add_tag: 'C:\\' })],
  ['a number with an exponent', filterOf({ period: 1e21 })],
  ['a number that is none', filterOf({ period: Number.NaN })],
  ['a word of one letter', filterOf({ mode: { bare: 'x' } })],
  ['a bare word that would be read as a flag', filterOf({ mode: { bare: 'true' } })],
  ['a plugin called if', { ...filterOf({}), output: [{ plugin: 'if', id: 'one', options: {} }] }],
  ['an option with a space', filterOf({ 'two words': 1 })],
  ['a field without brackets', { ...filterOf({}), filter: [{ when: isOneOf('a', ['b']), steps: [] }] }],
  [
    'a pattern with a slash',
    { ...filterOf({}), filter: [{ when: { kind: 'matches', field: '[a]', pattern: 'a/b' }, steps: [] }] },
  ],
  [
    'a conjunction of one',
    { ...filterOf({}), filter: [{ when: { kind: 'and', of: [{ kind: 'set', field: '[a]' }] }, steps: [] }] },
  ],
] as const satisfies readonly (readonly [string, Program])[])('%s is refused', (_name, one) => {
  expect(() => printProgram(one)).toThrow('Logstash has no notation for');
});

test('a field is compared with each of several values, and with one value alone', () => {
  const text = (values: readonly [string, ...string[]]): string =>
    printProgram({ input: [], filter: [{ when: isOneOf('[a]', values), steps: [] }], output: [] });
  expect(text(['x'])).toContain('if [a] == "x" {');
  expect(text(['x', 'y'])).toContain('if [a] == "x" or [a] == "y" {');
});

const everyPlugin = every.flatMap((environment) =>
  [...programsFor(environment)].map(
    ([id, { input, filter, output }]) =>
      [`${environment.name} ${id}`, [...input, ...pluginsOf(filter), ...pluginsOf(output)]] as const,
  ),
);

test.each(everyPlugin)('every plugin of %s has an id of its own', (_name, plugins) => {
  const ids = plugins.map(({ id }) => id);
  expect(ids.filter((id, index) => id === '' || ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.length).toBeGreaterThan(1);
});

/** Options that Logstash 9 no longer knows: one of them stops the pipeline. */
const removed = [
  'ssl',
  'cacert',
  'keystore',
  'keystore_password',
  'truststore',
  'truststore_password',
  'ssl_certificate_verification',
  'ssl_verify_mode',
  'ssl_peer_metadata',
  'cipher_suites',
  'tls_min_version',
  'tls_max_version',
];

test.each(everyPlugin)('no plugin of %s has an option that Logstash 9 removed', (_name, plugins) => {
  expect(
    plugins.flatMap(({ options }) => Object.keys(options)).filter((name) => removed.includes(name)),
  ).toEqual([]);
});

import { aggregations, experimentalFunctions, functions } from '../../../models/promql/functions';
import { refusedByPrometheus, type ProblemKind } from '../../../models/promql';
import { patternProblem } from '../../../models/promql/patterns';
import { sharedRules } from '../../../rules';
import { company } from '../../rules/company';
import { problemsOf } from './knowledge';
import { refusedByPromtool } from './promtool';

/** Whether the checker says that Prometheus would not load it. */
const isRefused = (expression: string): boolean =>
  problemsOf(expression).some(({ kind }) => (refusedByPrometheus as readonly ProblemKind[]).includes(kind));

/** Where the checker and Prometheus disagree about what loads. */
function disagreements(expressions: readonly string[]): readonly string[] {
  const refused = refusedByPromtool(expressions);
  return expressions.flatMap((expression, index) => {
    const why = refused.get(index);
    if ((why !== undefined) === isRefused(expression)) return [];
    const said = problemsOf(expression)
      .map(({ kind, message }) => `${kind}: ${message}`)
      .join('; ');
    return [`${expression}\n  promtool: ${why ?? 'accepts it'}\n  checker: ${said || 'accepts it'}`];
  });
}

/** The same numbers on every machine. */
function* numbers(): Generator<number, never> {
  let state = 1;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

const pieces = /"(?:[^"\\]|\\.)*"|[\w:.]+|\s+|=~|!=|!~|>=|<=|==|[^]/g;
const strange = ['(', ')', '{', '}', '[', ']', ',', 'by', 'on', 'x', '5m', '"', '=', '==', '-', 'bool'];
const others = ['rate', 'sum', '1', '"a"', '@', 'and', '!', '#', "'", '\\', 'group_left'];

/** Expressions with one piece left out, doubled, exchanged with its neighbour or replaced. */
function spoiled(expressions: readonly string[], count: number): readonly string[] {
  const next = numbers();
  const below = (limit: number): number => (next.next().value >>> 8) % limit;
  return Array.from({ length: count }, () => {
    const words = expressions[below(expressions.length)]?.match(pieces) ?? [];
    const at = below(words.length);
    const all = [...strange, ...others];
    const ways: readonly (() => readonly string[])[] = [
      () => [],
      () => [words[at] ?? '', words[at] ?? ''],
      () => [words[at + 1] ?? '', words[at] ?? ''],
      () => [all[below(all.length)] ?? ''],
      () => [words[at] ?? '', all[below(all.length)] ?? ''],
    ];
    const way = below(ways.length);
    const changed = ways[way]?.() ?? [];
    return [...words.slice(0, at), ...changed, ...words.slice(at + (way === 2 ? 2 : 1))].join('');
  });
}

const short = [
  'sum by (job, le) (rate(x_bucket{code=~"5..", a!="b"}[5m] offset 1h)) > bool 0.5',
  'a{b="c"} / on (d, e) group_left (f) topk(3, g) or -h ^ 2 unless vector(1e3) and i @ start()',
  'max_over_time((time() - x)[1h:5m] offset -5m) * 100 % 7 atan2 y',
  'histogram_quantile(0.9, sum without (pod) (x)) == 1 or label_replace(y, "a", "$1", "b", "(.*)")',
  'quantile(.5, {__name__=~"a|b", c=\'d\'}) <= Inf # comment',
  'count_values("v", x) by (y) + ignoring (z) absent(w{a="b"}) - 0x1F',
];

test('what Prometheus does not load is refused, and what is refused as such it does not load', () => {
  const own = sharedRules(company())
    .spec.groups.flatMap(({ rules }) => rules)
    .map(({ expr }) => expr)
    .filter((expr) => expr.length < 400);
  const corpus = [...new Set([...spoiled(short, 6_000), ...spoiled(own, 2_000)])].filter(
    (expression) => expression.trim() !== '',
  );
  const refused = refusedByPromtool(corpus);
  expect(refused.size).toBeGreaterThan(corpus.length / 3);
  expect(refused.size).toBeLessThan(corpus.length);
  expect(disagreements(corpus)).toEqual([]);
}, 120_000);

const example = { vector: 'x', window: 'x[5m]', scalar: '1', text: '"a"' } as const;
const kinds = Object.values(example);

test('functions take the arguments that Prometheus wants, and no others', () => {
  const calls = [...functions].flatMap(([name, { args, least }]) => {
    const right = args.slice(0, Math.max(least, args.length)).map((kind) => example[kind]);
    const call = (given: readonly string[]): string => `${name}(${given.join(', ')})`;
    return [
      call(right),
      call(right.slice(0, least)),
      call(right.slice(0, -1)),
      call([...right, right.at(-1) ?? 'x']),
      ...right.flatMap((_, index) => kinds.map((other) => call(right.with(index, other)))),
    ];
  });
  const grouped = [...aggregations].flatMap(([name, parameter]) => [
    `${name}(x)`,
    `${name}(1, x)`,
    `${name}("a", x)`,
    `${name}(x[5m])`,
    `${name}(1)`,
    `${name}(${parameter === undefined ? '' : `${example[parameter]}, `}x)`,
  ]);
  const flagged = [...experimentalFunctions].flatMap((name) => [`${name}(x)`, `${name}(x[5m])`]);
  expect(disagreements([...calls, ...grouped, ...flagged].filter((one) => !/^first_over/.test(one)))).toEqual(
    [],
  );
});

const patterns = [
  'a|b',
  '5..',
  '(a|b)+',
  'a**',
  'a{2}',
  'a{2,1}',
  'a{1001}',
  'a{,2}',
  '*a',
  '(a',
  'a)',
  '[a',
  '[a-z]',
  '[z-a]',
  '[]a]',
  '[^]]',
  '\\\\d',
  '\\\\1',
  '\\\\p{L}',
  '\\\\pL',
  '\\\\p{Foo}',
  '\\\\Qa(b\\\\E',
  '\\\\y',
  '\\\\_',
  '\\\\z',
  '\\\\Z',
  '(?i)a',
  '(?i:a)',
  '(?P<n>a)',
  '(?<n>a)',
  '(?=a)',
  '(?!a)',
  '(?<=a)',
  '(?#a)',
  '[[:alpha:]]',
  '[[:foo:]]',
  'a{',
  '{',
  'a{1',
  'a+?',
  'a++',
  'a+*',
  '^*',
  '$',
  '.*',
  '',
  '(|a)',
  '()',
  '(?:)',
  'a{0}',
  '\\\\x41',
  '\\\\x{41}',
  '\\\\07',
  '[\\\\d-z]',
  '[a-\\\\d]',
  '[a\\\\]]',
  '\\\\C',
  '(?s).',
  '(?-i)a',
  '(?z)a',
  'x{2}{3}',
  '|*',
  '(*)',
];

test('regular expressions compile where Prometheus compiles them', () => {
  const selectors = patterns.map((pattern) => `x{a=~"${pattern}"}`);
  expect(disagreements(selectors)).toEqual([]);
  expect(
    patterns.filter((pattern) => patternProblem(pattern.replaceAll('\\\\', '\\')) !== undefined).length,
  ).toBeGreaterThan(15);
});

const texts = [
  '"\\n"',
  '"\\d"',
  '"\\x41"',
  '"\\x4"',
  '"\\u00e9"',
  '"\\U0001F600"',
  '"\\ud800"',
  '"\\101"',
  '"\\400"',
  '"\\\'"',
  "'\\''",
  "'\\\"'",
  '`\\d`',
  '`a\nb`',
  '"a\nb"',
  '"',
  '"a',
  '"é"',
];

test('texts in quotes are read as Prometheus reads them', () => {
  expect(disagreements(texts.map((text) => `x{a=${text}}`))).toEqual([]);
});

const times = [
  '5m',
  '1h30m',
  '30m1h',
  '1.5h',
  '0s',
  '5',
  '300',
  '0',
  '-5m',
  '5x',
  '1d12h',
  '1w',
  '1y',
  '5m5m',
  '1e3',
  '100ms',
  '5 m',
  '',
];

test('times are read as Prometheus reads them', () => {
  const written = times.flatMap((time) => [
    `x[${time}]`,
    `x offset ${time}`,
    `x[1h:${time}]`,
    `x[${time}:]`,
    `x > ${time}`,
  ]);
  expect(disagreements(written)).toEqual([]);
});

import { parsePromql } from '../../../models/promql/grammar';
import type { Expr } from '../../../models/promql/tree';

/** The tree in brackets: what binds what. */
function shape(expr: Expr | undefined): string {
  switch (expr?.kind) {
    case undefined:
      return 'nothing';
    case 'number':
      return String(expr.value);
    case 'text':
      return JSON.stringify(expr.value);
    case 'selector': {
      const matchers = expr.matchers.map(({ label, operator, value }) => `${label}${operator}${value}`);
      return `${expr.metric ?? ''}${matchers.length === 0 ? '' : `{${matchers.join()}}`}${moment(expr)}`;
    }
    case 'window':
    case 'subquery':
      return `${shape(expr.of)}[${expr.window}${expr.kind === 'subquery' ? ':' : ''}]${moment(expr)}`;
    case 'unary':
      return `(${expr.operator}${shape(expr.of)})`;
    case 'paren':
      return shape(expr.of);
    case 'call':
      return `${expr.name}(${expr.args.map(shape).join(', ')})`;
    case 'aggregation': {
      const { grouping } = expr;
      const by =
        grouping === undefined ? '' : ` ${grouping.without ? 'without' : 'by'} ${names(grouping.labels)}`;
      return `${expr.operator}${by}(${expr.args.map(shape).join(', ')})`;
    }
    case 'binary': {
      const { matching, bool } = expr;
      const match =
        matching === undefined ? '' : ` ${matching.on ? 'on' : 'ignoring'} ${names(matching.labels)}`;
      const group = matching?.group;
      const grouped = group === undefined ? '' : ` ${group.side} ${names(group.labels)}`;
      return `(${shape(expr.left)} ${expr.operator}${bool ? ' bool' : ''}${match}${grouped} ${shape(expr.right)})`;
    }
  }
}

const names = (labels: readonly { readonly name: string }[]): string =>
  `[${labels.map(({ name }) => name).join()}]`;
const moment = ({ offset, at }: { readonly offset?: number; readonly at?: boolean }): string =>
  `${offset === undefined ? '' : ` offset ${offset}`}${at === true ? ' @' : ''}`;

test.each([
  ['a + b * c', '(a + (b * c))'],
  ['a * b > c and d or e', '((((a * b) > c) and d) or e)'],
  ['a or b unless c', '(a or (b unless c))'],
  ['a - b - c', '((a - b) - c)'],
  ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
  ['-a ^ 2', '(-(a ^ 2))'],
  ['-a * 2', '((-a) * 2)'],
  ['a and b @ start()', '(a and b @)'],
  ['a + b offset 1h', '(a + b offset 3600000)'],
  ['-a offset -5m', '(-a offset -300000)'],
  ['a / b[5m:1m]', '(a / b[300000:])'],
  ['rate(a{b="c",d=~"e"}[1h30m] offset 1d)', 'rate(a{b=c,d=~e}[5400000] offset 86400000)'],
  ['sum by (a, "b c") (x)', 'sum by [a,b c](x)'],
  ['sum(x) without (a)', 'sum without [a](x)'],
  ['SUM(x) BY (a)', 'sum by [a](x)'],
  ['topk(3, x)', 'topk(3, x)'],
  ['a > bool on (b) group_left (c) d', '(a > bool on [b] left [c] d)'],
  ['a * ignoring (b, c) group_right () d', '(a * ignoring [b,c] right [] d)'],
  ['a and on () b', '(a and on [] b)'],
  ['{"a b", c!="d"}', 'a b{c!=d}'],
  ['{__name__=":a:b", c="d"}', ':a:b{c=d}'],
  ['sum # of all\n(x) # them', 'sum(x)'],
  ['# first\nx', 'x'],
  ['0x1F + 1e3 + .5 + Inf + 5m', '((((31 + 1000) + 0.5) + Infinity) + 300)'],
  ["'a\\'b'", '"a\'b"'],
])('%s', (text, expected) => {
  const problems: string[] = [];
  expect(shape(parsePromql(text, (kind, _at, message) => problems.push(`${kind}: ${message}`)))).toBe(
    expected,
  );
  expect(problems).toEqual([]);
});

test('each part of the tree stands where its text is', () => {
  const text = 'sum by (le) (rate(x_bucket{a="b"}[5m])) > bool on (c) y';
  const tree = parsePromql(text, () => undefined);
  if (tree?.kind !== 'binary' || tree.left.kind !== 'aggregation') throw new Error('no comparison of a sum');
  const told = (at: { readonly from: number; readonly to: number } | undefined): string =>
    text.slice(at?.from, at?.to);
  expect(told(tree.left)).toBe('sum by (le) (rate(x_bucket{a="b"}[5m]))');
  expect(told(tree.left.grouping?.labels[0])).toBe('le');
  expect(told(tree.operatorSpan)).toBe('>');
  expect(told(tree.matching)).toBe('on (c)');
  const [call] = tree.left.args;
  if (call?.kind !== 'call' || call.args[0]?.kind !== 'window') throw new Error('no rate of a window');
  expect(told(call.args[0])).toBe('x_bucket{a="b"}[5m]');
  expect(told(call.args[0].windowSpan)).toBe('5m');
  expect(told(call.args[0].of.matchers[0]?.valueSpan)).toBe('"b"');
});

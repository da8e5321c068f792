import { parser } from '@prometheus-io/lezer-promql';
import { readDuration, readNumber, unquoted } from './literals';
import { selectorOf, type GrammarNode } from './grammar-selector';
import type { Report } from './problem';
import { syntaxProblem } from './syntax-words';
import { type Aggregation, type Binary, type Expr, type LabelName, type Matching, type Span } from './tree';

/**
 * Reads an expression with the grammar that Prometheus publishes for its own page. This file and `grammar-selector.ts`
 * are all that know its nodes; a contract test holds them to it. `undefined` where the text is no expression at all.
 */
export function parsePromql(text: string, report: Report): Expr | undefined {
  const tree = parser.parse(text);
  const cursor = tree.cursor();
  do {
    if (cursor.type.isError) {
      const { kind, from, to, message } = syntaxProblem(text, cursor.from, cursor.to);
      report(kind, { from, to }, message);
      return undefined;
    }
  } while (cursor.next());
  const first = tree.topNode.firstChild;
  // Comments stand beside the expression.
  let node = first;
  while (node !== null && node.name === 'LineComment') node = node.nextSibling;
  return node === null ? undefined : new Reader(text, report).expr(node);
}

const isExpr = (node: GrammarNode): boolean => node.type.is('Expr');

const children = (node: GrammarNode, matches: (child: GrammarNode) => boolean): readonly GrammarNode[] => {
  const found: GrammarNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (matches(child)) found.push(child);
  return found;
};

const spanOf = ({ from, to }: GrammarNode): Span => ({ from, to });

const binaryOperators: ReadonlySet<string> = new Set(
  'Pow Mul Div Mod Atan2 Add Sub Eql Gte Gtr TrimUpper TrimLower Lte Lss Neq And Unless Or'.split(' '),
);

/** Turns nodes of the grammar into ours; what cannot stand where it stands is reported. */
class Reader {
  constructor(
    private readonly text: string,
    private readonly report: Report,
  ) {}

  private words = ({ from, to }: Span): string => this.text.slice(from, to);
  /** A word right behind a number belongs to it, and makes it none. */
  private behind = ({ to }: Span): string => /^[\w.:]*/.exec(this.text.slice(to))?.[0] ?? '';

  expr(node: GrammarNode): Expr | undefined {
    const span = spanOf(node);
    switch (node.name) {
      case 'NumberDurationLiteral': {
        const rest = this.behind(node);
        const value = rest === '' ? readNumber(this.words(node)) : undefined;
        const whole = { from: node.from, to: node.to + rest.length };
        if (value === undefined) this.report('syntax', whole, `${this.words(whole)} is no number`);
        return value === undefined ? undefined : { kind: 'number', value, ...span };
      }
      case 'StringLiteral': {
        const value = this.string(node);
        return value === undefined ? undefined : { kind: 'text', value, ...span };
      }
      case 'VectorSelector':
        return selectorOf(node, this.text, this.report, (literal) => this.string(literal));
      case 'ParenExpr': {
        const of = this.inner(node);
        return of === undefined ? undefined : { kind: 'paren', of, ...span };
      }
      case 'UnaryExpr': {
        const of = this.inner(node);
        const operator = this.words(node).startsWith('-') ? '-' : '+';
        return of === undefined ? undefined : { kind: 'unary', operator, of, ...span };
      }
      case 'MatrixSelector':
      case 'SubqueryExpr':
        return this.windowed(node);
      case 'OffsetExpr':
      case 'StepInvariantExpr':
        return this.moved(node);
      case 'FunctionCall':
        return this.call(node);
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'BinaryExpr':
        return this.binary(node);
      default:
        this.report('experimental', span, flagged(this.words(node)));
        return undefined;
    }
  }

  private inner(node: GrammarNode): Expr | undefined {
    const [only] = children(node, isExpr);
    return only === undefined ? undefined : this.expr(only);
  }

  private string(node: GrammarNode): string | undefined {
    const literal = this.words(node);
    const read = unquoted(literal);
    if ('value' in read) return read.value;
    const at = node.from + read.at;
    const message =
      read.at === 0
        ? 'the quote that begins here never ends'
        : literal[read.at] === '\n'
          ? 'a text between quotes does not reach over lines; write backquotes around it'
          : `no escape that Prometheus knows; write two backslashes, or the whole text in backquotes`;
    this.report('syntax', { from: at, to: Math.min(at + 2, node.to) }, message);
    return undefined;
  }

  private windowed(node: GrammarNode): Expr | undefined {
    const of = this.inner(node);
    const [windowNode, stepNode] = children(node, ({ name }) => name === 'DurationExpr');
    const window = windowNode === undefined ? undefined : this.duration(windowNode);
    const step = stepNode === undefined ? 1 : this.duration(stepNode);
    if (of === undefined || window === undefined || step === undefined || windowNode === undefined)
      return undefined;
    const windowSpan = spanOf(windowNode);
    return lastOperand(of, (last) => {
      const rest = { window, windowSpan, from: last.from, to: node.to };
      if (node.name === 'SubqueryExpr') return { kind: 'subquery', of: last, ...rest };
      if (last.kind === 'selector' && last.offset === undefined && last.at === undefined)
        return { kind: 'window', of: last, ...rest };
      const message =
        last.kind === 'selector'
          ? 'offset and @ stand behind the window: x[5m] offset 1h'
          : `a window reads samples of one selector; over the values of an expression it is written with a step: [${this.words(windowNode)}:]`;
      this.report('modifier', windowSpan, message);
      return undefined;
    });
  }

  /** A positive time in milliseconds. */
  private duration(node: GrammarNode): number | undefined {
    const words = this.words(node);
    const time = readDuration(words.trim());
    if (time === undefined) {
      this.report('experimental', spanOf(node), `${words} is calculated; write the time out, such as 10m`);
    } else if (time <= 0) {
      this.report('syntax', spanOf(node), 'a window is longer than nothing');
      return undefined;
    }
    return time;
  }

  private moved(node: GrammarNode): Expr | undefined {
    const whole = this.inner(node);
    const isOffset = node.name === 'OffsetExpr';
    const offset = isOffset ? this.offset(node) : 0;
    if (whole === undefined || offset === undefined) return undefined;
    const what = isOffset ? 'offset' : '@';
    return lastOperand(whole, (of) => {
      const span = { from: of.from, to: node.to };
      if (of.kind !== 'selector' && of.kind !== 'window' && of.kind !== 'subquery') {
        this.report('modifier', span, `${what} belongs to one selector or window, directly behind it`);
        return undefined;
      }
      if ((isOffset ? of.offset : of.at) !== undefined) {
        this.report('modifier', span, `${what} stands here twice`);
        return undefined;
      }
      return isOffset ? { ...of, ...span, offset } : { ...of, ...span, at: true };
    });
  }

  private offset(node: GrammarNode): number | undefined {
    const [time] = children(node, ({ name }) => name === 'OffsetDurationExpr');
    const words = time === undefined ? '' : this.words(time).replaceAll(/\s/g, '');
    const rest = this.behind(time ?? node);
    const offset = readDuration(words.replace(/^[+-]/, ''));
    if (offset !== undefined && rest === '') return words.startsWith('-') ? -offset : offset;
    const [kind, message] =
      rest === ''
        ? (['experimental', `${words} is calculated; write the time out, such as 1h`] as const)
        : (['syntax', `${words}${rest} is no time`] as const);
    this.report(kind, spanOf(time ?? node), message);
    return undefined;
  }

  private args(node: GrammarNode): readonly Expr[] | undefined {
    const [body] = children(node, ({ name }) => name === 'FunctionCallBody');
    const args = body === undefined ? [] : children(body, isExpr).map((arg) => this.expr(arg));
    return args.every((arg) => arg !== undefined) ? args : undefined;
  }

  private call(node: GrammarNode): Expr | undefined {
    const args = this.args(node);
    const name = node.firstChild;
    if (args === undefined || name === null) return undefined;
    return { kind: 'call', name: this.words(name), nameSpan: spanOf(name), args, ...spanOf(node) };
  }

  private aggregation(node: GrammarNode): Aggregation | undefined {
    const args = this.args(node);
    const operator = node.firstChild;
    const [modifier] = children(node, ({ name }) => name === 'AggregateModifier');
    const labels = modifier === undefined ? [] : this.labels(modifier);
    if (args === undefined || operator === null || labels === undefined) return undefined;
    return {
      kind: 'aggregation',
      operator: this.words(operator).toLowerCase(),
      operatorSpan: spanOf(operator),
      ...(modifier === undefined
        ? {}
        : { grouping: { without: modifier.firstChild?.name === 'Without', labels } }),
      args,
      ...spanOf(node),
    };
  }

  /** The first list of labels of a clause, or the one that follows `after`. */
  private labels(clause: GrammarNode, after?: GrammarNode): readonly LabelName[] | undefined {
    const lists = children(clause, ({ name, from }) => name === 'GroupingLabels' && from >= (after?.to ?? 0));
    const names = lists.slice(0, 1).flatMap((list) =>
      children(list, ({ name }) => name === 'LabelName' || name === 'QuotedLabelName').map((label) => {
        const literal = label.name === 'QuotedLabelName' ? label.firstChild : null;
        const name = literal === null ? this.words(label) : this.string(literal);
        if (name === '') this.report('syntax', spanOf(label), 'a label has a name');
        return name === undefined || name === '' ? undefined : { name, ...spanOf(label) };
      }),
    );
    return names.every((name) => name !== undefined) ? names : undefined;
  }

  private binary(node: GrammarNode): Binary | undefined {
    const [leftNode, rightNode] = children(node, isExpr);
    const [operator] = children(node, ({ name }) => binaryOperators.has(name));
    const [clause] = children(node, ({ name }) => name === 'MatchingModifierClause');
    const [fill] = children(node, ({ name }) => name === 'FillModifier');
    const left = leftNode === undefined ? undefined : this.expr(leftNode);
    const right = rightNode === undefined ? undefined : this.expr(rightNode);
    const matching = clause === undefined ? undefined : this.matching(clause);
    if (fill !== undefined) this.report('experimental', spanOf(fill), flagged(this.words(fill)));
    if (left === undefined || right === undefined || operator === undefined) return undefined;
    if (operator.name.startsWith('Trim')) {
      this.report('experimental', spanOf(operator), flagged(this.words(operator)));
      return undefined;
    }
    return {
      kind: 'binary',
      operator: this.words(operator).toLowerCase(),
      operatorSpan: spanOf(operator),
      bool: children(node, ({ name }) => name === 'BoolModifier').length > 0,
      ...(matching === undefined ? {} : { matching }),
      left,
      right,
      ...spanOf(node),
    };
  }

  private matching(clause: GrammarNode): Matching | undefined {
    const labels = this.labels(clause);
    const [group] = children(clause, ({ name }) => name === 'GroupLeft' || name === 'GroupRight');
    const included = group === undefined ? [] : this.labels(clause, group);
    if (labels === undefined || included === undefined) return undefined;
    return {
      on: clause.firstChild?.name === 'On',
      labels,
      ...(group === undefined
        ? {}
        : {
            group: {
              side: group.name === 'GroupLeft' ? 'left' : 'right',
              labels: included,
              ...spanOf(group),
            },
          }),
      ...spanOf(clause),
    };
  }
}

/**
 * The published grammar hangs a window, an offset or @ on the whole of `a + b offset 1h`; Prometheus means the last operand
 * alone.
 */
function lastOperand(expr: Expr, change: (last: Expr) => Expr | undefined): Expr | undefined {
  if (expr.kind === 'binary') {
    const right = lastOperand(expr.right, change);
    return right === undefined ? undefined : { ...expr, right, to: right.to };
  }
  if (expr.kind === 'unary') {
    const of = lastOperand(expr.of, change);
    return of === undefined ? undefined : { ...expr, of, to: of.to };
  }
  return change(expr);
}

/** What is said of everything that Prometheus knows only with a feature flag. */
export const flagged = (what: string): string =>
  `${what.replaceAll(/\s+/g, ' ')} works only with a feature flag that the platform’s Prometheus does not have`;

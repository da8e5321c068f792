import { patternProblem } from './patterns';
import type { Report } from './problem';
import type { Matcher, Selector } from './tree';

/** What is read of a node of the grammar. */
export interface GrammarNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly is: (group: string) => boolean };
  readonly firstChild: GrammarNode | null;
  readonly nextSibling: GrammarNode | null;
  readonly getChild: (name: string) => GrammarNode | null;
}

/** A selector of the grammar as one of ours; matchers on `__name__` become its metric. */
export function selectorOf(
  node: GrammarNode,
  text: string,
  report: Report,
  string: (literal: GrammarNode) => string | undefined,
): Selector | undefined {
  const words = ({ from, to }: GrammarNode): string => text.slice(from, to);
  const span = { from: node.from, to: node.to };
  const names: string[] = [];
  const matchers: Matcher[] = [];
  const identifier = node.getChild('Identifier');
  if (identifier !== null) names.push(words(identifier));
  for (let one = node.getChild('LabelMatchers')?.firstChild ?? null; one !== null; one = one.nextSibling) {
    if (one.name === 'LineComment') continue;
    const quoted = one.name === 'QuotedLabelName' ? one.firstChild : null;
    if (quoted !== null) {
      const name = string(quoted);
      if (name === undefined) return undefined;
      names.push(name);
      continue;
    }
    const matcher = matcherOf(one, words, string);
    if (matcher === undefined) return undefined;
    if (matcher.operator.endsWith('~')) {
      const problem = patternProblem(matcher.value);
      if (problem !== undefined)
        report('pattern', matcher.valueSpan, `the pattern does not compile: ${problem}`);
    }
    if (matcher.label === '__name__' && matcher.operator === '=') names.push(matcher.value);
    // More than one pattern on the name is no second name.
    if (matcher.label !== '__name__' || matcher.operator !== '=') matchers.push(matcher);
  }
  const outside = identifier !== null || names.length > 1;
  if (outside) names.push(...matchers.filter(({ label }) => label === '__name__').map(({ value }) => value));
  const [metric, second] = names;
  if (second !== undefined) {
    report(
      'selector',
      span,
      `two names for one series, ${names.slice(0, 2).join(' and ')}; a selector has one`,
    );
    return undefined;
  }
  if ((metric === undefined || metric === '') && matchers.every(matchesEmpty)) {
    report('selector', span, 'reads every series that there is; name the series, or match one label');
    return undefined;
  }
  return { kind: 'selector', ...(metric === undefined ? {} : { metric }), matchers, ...span };
}

function matcherOf(
  node: GrammarNode,
  words: (node: GrammarNode) => string,
  string: (literal: GrammarNode) => string | undefined,
): Matcher | undefined {
  const operator = node.getChild('MatchOp');
  const value = node.getChild('StringLiteral');
  const name = node.getChild('LabelName');
  const quoted = node.getChild('QuotedLabelName')?.firstChild ?? null;
  const label = quoted === null ? (name === null ? undefined : words(name)) : string(quoted);
  const read = value === null ? undefined : string(value);
  if (operator === null || value === null || label === undefined || read === undefined) return undefined;
  return {
    label,
    operator: words(operator) as Matcher['operator'],
    value: read,
    valueSpan: { from: value.from, to: value.to },
    from: node.from,
    to: node.to,
  };
}

/** Whether series without the label pass too. */
export function matchesEmpty({ operator, value }: Matcher): boolean {
  switch (operator) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return matchesText(value, '');
    case '!~':
      return !matchesText(value, '');
  }
}

/** As Prometheus matches: the whole text, and a dot for any character. A pattern that only Go reads is not decided. */
export function matchesText(pattern: string, text: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`, 's').test(text);
  } catch {
    return false;
  }
}

import { nearest } from '../nearest';
import { everyFunction } from './functions';
import { readNumber } from './literals';
import type { Problem } from './problem';
import type { Span } from './tree';

export interface Token extends Span {
  readonly text: string;
}

const tokenForms =
  /"(?:[^"\\\n]|\\[^])*"?|'(?:[^'\\\n]|\\[^])*'?|`[^`]*`?|#[^\n]*|[A-Za-z_:][\w:]*|[\d.][\w.]*|\s+|&&|\|\||[=!<>]=|=~|!~|[^]/g;

export const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(tokenForms)]
    .map((match) => ({ text: match[0], from: match.index, to: match.index + match[0].length }))
    .filter(({ text: token }) => !/^(?:\s|#)/.test(token));

const pairs: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * A parser's complaint in words. `from` and `to` are where the parser stopped, which is often behind the mistake: a
 * bracket that is never closed is reported where it opens.
 */
export function syntaxProblem(text: string, from: number, to: number): Problem {
  const tokens = tokensOf(text);
  const [first] = tokens;
  if (first === undefined)
    return { kind: 'empty', from: 0, to: Math.max(1, text.length), message: 'there is no expression here' };
  const at = tokens.find((token) => token.from >= from) ?? tokens.at(-1) ?? first;
  return (
    quoteProblem(tokens) ??
    wordProblem(tokens) ??
    numberProblem(tokens) ??
    bracketProblem(tokens) ??
    functionProblem(tokens, at) ??
    unexpected(text, tokens, from, to)
  );
}

const problem = ({ from, to }: Span, message: string): Problem => ({ kind: 'syntax', from, to, message });

function quoteProblem(tokens: readonly Token[]): Problem | undefined {
  const open = tokens.find(
    ({ text }) => /^["'`]/.test(text) && (text.length === 1 || text.at(-1) !== text[0]),
  );
  return open === undefined
    ? undefined
    : problem({ from: open.from, to: open.from + 1 }, 'the quote that begins here never ends');
}

/** Words and signs of other languages, with what PromQL has for them. */
const foreign: Readonly<Record<string, string>> = {
  '&&': 'PromQL writes "and"',
  '||': 'PromQL writes "or"',
  '%%': 'PromQL writes %',
};

function wordProblem(tokens: readonly Token[]): Problem | undefined {
  const [first, second] = tokens;
  if (
    first !== undefined &&
    /^select$/i.test(first.text) &&
    second !== undefined &&
    /^\w/.test(second.text)
  ) {
    return problem(
      first,
      `PromQL has no ${first.text}: the name of a series alone reads it, as in ${second.text}`,
    );
  }
  const sign = tokens.find(({ text }) => Object.hasOwn(foreign, text));
  if (sign !== undefined) return problem(sign, `${foreign[sign.text]} for ${sign.text}`);
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.text === '{') depth++;
    if (token.text === '}') depth--;
    if (token.text === '=' && depth === 0) return problem(token, 'values are compared with ==');
    if (token.text === '==' && depth > 0)
      return problem(token, 'labels are matched with =, and compared by none');
    const value = tokens[index + 1];
    if (
      depth > 0 &&
      ['=', '!=', '=~', '!~'].includes(token.text) &&
      value !== undefined &&
      /^\w/.test(value.text)
    )
      return problem(value, `the value of a label stands in quotes: "${value.text}"`);
    if (
      token.text === '%' &&
      /^[\d.]/.test(tokens[index - 1]?.text ?? '') &&
      (value === undefined || /^(?:and|or|unless|\))$/.test(value.text))
    )
      return problem(token, 'PromQL has no percentages: 5% is 0.05');
  }
  return undefined;
}

function bracketProblem(tokens: readonly Token[]): Problem | undefined {
  const open: Token[] = [];
  for (const token of tokens) {
    if (Object.hasOwn(pairs, token.text)) open.push(token);
    else if (Object.values(pairs).includes(token.text)) {
      const last = open.pop();
      if (last === undefined) return problem(token, `this ${token.text} closes nothing`);
      if (pairs[last.text] !== token.text)
        return problem(
          token,
          `this ${token.text} stands where ${pairs[last.text]} should close the ${last.text}`,
        );
    }
  }
  const last = open.at(-1);
  return last === undefined ? undefined : problem(last, `this ${last.text} is never closed`);
}

function numberProblem(tokens: readonly Token[]): Problem | undefined {
  const wrong = tokens.find(({ text }) => /^\.?\d/.test(text) && readNumber(text) === undefined);
  return wrong === undefined ? undefined : problem(wrong, `${wrong.text} is no number and no time`);
}

const keywords = 'by without on ignoring group_left group_right and or unless offset bool atan2'.split(' ');

/** A word with a bracket behind it that is no function. */
function functionProblem(tokens: readonly Token[], at: Token): Problem | undefined {
  const index = tokens.findIndex(
    ({ text, from }, place) =>
      from <= at.from &&
      /^[A-Za-z_]/.test(text) &&
      tokens[place + 1]?.text === '(' &&
      ![...everyFunction, ...keywords].includes(text.toLowerCase()),
  );
  const name = tokens[index];
  if (name === undefined) return undefined;
  const hint = nearest(name.text, everyFunction);
  const offer =
    hint === undefined
      ? '; functions are those of Prometheus, such as rate or max_over_time'
      : `; did you mean "${hint}"?`;
  return {
    kind: 'unknown-function',
    from: name.from,
    to: name.to,
    message: `there is no function "${name.text}"${offer}`,
  };
}

function unexpected(text: string, tokens: readonly Token[], from: number, to: number): Problem {
  const here = tokens.find((token) => token.from >= from);
  if (here === undefined) {
    const last = tokens.at(-1) ?? { text: '', from: 0, to: 1 };
    return problem(last, `the expression ends too early: something is missing behind ${last.text}`);
  }
  const before = tokens.filter((token) => token.to <= here.from).at(-1);
  const isOperand = /^[\w."'`]/.test(here.text) && !keywords.includes(here.text);
  const endsOperand = before !== undefined && /[\w"'`)\]}]$/.test(before.text);
  if (isOperand && endsOperand && !keywords.includes(before.text))
    return problem(here, `no operator stands between ${before.text} and ${here.text}`);
  const end = Math.max(here.to, Math.min(to, text.length));
  return problem({ from: here.from, to: end }, `${text.slice(here.from, here.to)} cannot stand here`);
}

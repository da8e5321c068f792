import { inSeconds, printDuration, times, type Duration } from '../models/duration';

/** A span written as a bare number of seconds, as in `30 * sum_over_time(...)`. */
interface Seconds {
  readonly secondsOf: Duration;
}

/**
 * A PromQL expression whose times are still values: text in which every window and every number of seconds is a
 * `Duration`, so that printing can compress them all by one factor.
 */
export interface Expression {
  readonly parts: readonly (string | Duration | Seconds)[];
}

type Piece = string | number | Duration | Seconds | Expression;

export const numberOfSeconds = (duration: Duration): Seconds => ({ secondsOf: duration });

/**
 * Template for expressions. Clauses stand on their own lines; the indentation of the source is taken off, and an
 * expression of several lines that is put in keeps the indentation of the line that it stands on.
 */
export function promql(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Expression {
  const indent = Math.min(
    ...texts
      .join('')
      .split('\n')
      .slice(1)
      .filter((line) => line.trim() !== '')
      .map((line) => line.length - line.trimStart().length),
  );
  const dedent = (text: string): string =>
    Number.isFinite(indent) ? text.replace(new RegExp(`\n {0,${indent}}`, 'g'), '\n') : text;
  const parts: Expression['parts'][number][] = [];
  let line = '';
  texts.forEach((text, index) => {
    const dedented = dedent(text);
    parts.push(index === 0 ? dedented.trimStart() : dedented);
    line = (line + dedented).split('\n').at(-1) ?? '';
    const piece = pieces[index];
    if (piece !== undefined) parts.push(...indented(partsOf(piece), / */.exec(line)?.[0] ?? ''));
  });
  const last = parts.at(-1);
  return { parts: typeof last === 'string' ? [...parts.slice(0, -1), last.trimEnd()] : parts };
}

const indented = (parts: Expression['parts'], by: string): Expression['parts'] =>
  parts.map((part) => (typeof part === 'string' ? part.replaceAll('\n', `\n${by}`) : part));

function partsOf(piece: Piece): Expression['parts'] {
  if (typeof piece === 'number') return [String(piece)];
  if (typeof piece === 'object' && 'parts' in piece) return piece.parts;
  return [piece];
}

/** Alternatives joined by a binary operator such as `or`, each on its own line. */
export const joined = (expressions: readonly Expression[], operator: string): Expression => ({
  parts: expressions.flatMap((expression, index) => [
    ...(index === 0 ? [] : [`\n${operator}\n`]),
    ...expression.parts,
  ]),
});

/**
 * Alternatives of which the first that knows a series counts, as `or` has it, in a tree: each `or` looks at every series
 * on both of its sides, so in a row what the first of twenty knows would be looked at twenty times.
 */
export function firstOf(alternatives: readonly Expression[]): Expression {
  if (alternatives.length <= 2) return joined(alternatives, 'or');
  const middle = Math.ceil(alternatives.length / 2);
  return promql`
    (
      ${firstOf(alternatives.slice(0, middle))}
    )
    or
    (
      ${firstOf(alternatives.slice(middle))}
    )
  `;
}

/** `pace` is how many times faster than real time the clock runs. */
export const printExpression = ({ parts }: Expression, pace = 1): string =>
  parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('secondsOf' in part) return String(inSeconds(part.secondsOf) / pace);
      return printDuration(times(part, 1 / pace));
    })
    .join('');

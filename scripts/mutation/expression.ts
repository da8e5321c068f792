import { parsePromql } from '../../models/promql/grammar';
import { bare, partsOf, type Expr } from '../../models/promql/tree';

/** A part of an expression, with what it is a part of, the nearest first. */
export interface Place {
  readonly node: Expr;
  readonly above: readonly Expr[];
}

/** @throws Error where the text is no PromQL */
export function parse(text: string): Expr {
  const expr = read(text);
  if (expr === undefined) throw new Error(`no PromQL: ${text}`);
  return expr;
}

function read(text: string): Expr | undefined {
  let isRead = true;
  const expr = parsePromql(text, () => {
    isRead = false;
  });
  return isRead ? expr : undefined;
}

/** Every part of an expression, outer ones first. */
export const placesIn = (node: Expr, above: readonly Expr[] = []): readonly Place[] => [
  { node, above },
  ...partsOf(node).flatMap((part) => placesIn(part, [node, ...above])),
];

/** The names of series that an expression reads. */
export const seriesIn = (text: string): ReadonlySet<string> =>
  new Set(placesIn(parse(text)).flatMap(({ node }) => (node.kind === 'selector' ? (node.metric ?? []) : [])));

/**
 * An expression without what does not matter to Prometheus: spaces, line ends, and parentheses. `undefined` where
 * Prometheus would refuse it.
 */
export function canonical(text: string): string | undefined {
  const expr = read(text);
  return expr === undefined
    ? undefined
    : JSON.stringify(expr, (key, value: unknown) =>
        key === 'from' || key === 'to' || key.endsWith('Span')
          ? undefined
          : isParen(value)
            ? bare(value)
            : value,
      );
}

const isParen = (value: unknown): value is Expr =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'paren';

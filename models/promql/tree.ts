/** A stretch of an expression. Offsets count UTF-16 units from 0; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Matcher extends Span {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
  /** Where the value stands, its quotes included. */
  readonly valueSpan: Span;
}

/** A label with its place, as `by`, `on` and `group_left` list it. */
export interface LabelName extends Span {
  readonly name: string;
}

/** When a series is read. Unit of `offset`: milliseconds; `at` is set where the moment does not move with the clock. */
interface Moment {
  readonly offset?: number;
  readonly at?: boolean;
}

export interface Selector extends Span, Moment {
  readonly kind: 'selector';
  /** Absent where only matchers say what is read. */
  readonly metric?: string;
  readonly matchers: readonly Matcher[];
}

/** Samples of a window. Unit of `window`: milliseconds. */
export interface Window extends Span, Moment {
  readonly kind: 'window';
  readonly of: Selector;
  readonly window: number;
  readonly windowSpan: Span;
}

export interface Subquery extends Span, Moment {
  readonly kind: 'subquery';
  readonly of: Expr;
  readonly window: number;
  readonly windowSpan: Span;
}

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
}

export interface TextLiteral extends Span {
  readonly kind: 'text';
  readonly value: string;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly Expr[];
}

export interface Aggregation extends Span {
  readonly kind: 'aggregation';
  readonly operator: string;
  readonly operatorSpan: Span;
  /** Absent where all series become one. */
  readonly grouping?: { readonly without: boolean; readonly labels: readonly LabelName[] };
  readonly args: readonly Expr[];
}

/** How series of two sides find each other. */
export interface Matching extends Span {
  readonly on: boolean;
  readonly labels: readonly LabelName[];
  readonly group?: { readonly side: 'left' | 'right'; readonly labels: readonly LabelName[] } & Span;
}

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: string;
  readonly operatorSpan: Span;
  readonly bool: boolean;
  readonly matching?: Matching;
  readonly left: Expr;
  readonly right: Expr;
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '+';
  readonly of: Expr;
}

export interface Paren extends Span {
  readonly kind: 'paren';
  readonly of: Expr;
}

/** An expression as a tree of our own, so that one file only knows the grammar's. */
export type Expr =
  Selector | Window | Subquery | NumberLiteral | TextLiteral | Call | Aggregation | Binary | Unary | Paren;

/** Without its parentheses. */
export const bare = (expr: Expr): Expr => (expr.kind === 'paren' ? bare(expr.of) : expr);

/** The expressions directly inside one. */
export function partsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'selector':
    case 'number':
    case 'text':
      return [];
    case 'window':
    case 'subquery':
    case 'unary':
    case 'paren':
      return [expr.of];
    case 'call':
    case 'aggregation':
      return expr.args;
    case 'binary':
      return [expr.left, expr.right];
  }
}

import { printDuration, times } from '../../models/duration';
import type { Binary, LabelName, Span } from '../../models/promql/tree';
import { parse, placesIn, type Place } from './expression';
import { comparisons, isValueSeen, neighboursOf, setOperators } from './reading';

/** What stands in for a stretch of an expression. */
interface Change extends Span {
  readonly text: string;
}

/** One mistake in one place of an expression. */
export interface Edit extends Change {
  readonly operator: string;
}

/** What an operator may know of the expression around a place. */
interface Around {
  readonly read: (span: Span) => string;
  /** Names of the recorded series. */
  readonly names: readonly string[];
  readonly isRecord: boolean;
}

/** What mistakes are made in one place. */
type Operator = (place: Place, around: Around) => readonly Change[];

const instead = ({ from, to }: Span, ...texts: readonly string[]): readonly Change[] =>
  texts.map((text) => ({ from, to, text }));

const ofBinary =
  (of: (node: Binary, around: Around) => readonly Change[]): Operator =>
  ({ node }, around) =>
    node.kind === 'binary' ? of(node, around) : [];

const flipped: Readonly<Record<string, string>> = {
  '>': '<',
  '>=': '<=',
  '<': '>',
  '<=': '>=',
  '==': '!=',
  '!=': '==',
};
const turned = { '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' } as const;
/** A mistake of a digit, and one that is only just noticed. */
const factors = [10, 0.1, 1.05, 0.95] as const;
const stretches = [4, 0.25] as const;

const comparison = ofBinary(({ operator, operatorSpan }) => {
  const other = flipped[operator];
  return other === undefined ? [] : instead(operatorSpan, other);
});

const number: Operator = (place, { isRecord }) =>
  place.node.kind === 'number' && place.node.value !== 0 && isValueSeen(place, isRecord)
    ? instead(place.node, ...factors.map((factor) => multiplied(place.node, factor)))
    : [];

const multiplied = (node: Place['node'], factor: number): string =>
  node.kind === 'number' ? String(Number((node.value * factor).toPrecision(12))) : '';

/** The constant of a model's own, where it is compared with and not only asked for. */
const threshold: Operator = (place, { read, isRecord }) => {
  const { node, above } = place;
  const isOne = node.kind === 'selector' && node.metric?.startsWith('model:threshold:') === true;
  return isOne && above[0]?.kind !== 'window' && isValueSeen(place, isRecord)
    ? instead(node, ...factors.map((factor) => `(${read(node)} * ${factor})`))
    : [];
};

/** From the first to the last of a list, and each list that lacks one of them. */
function without(all: readonly Span[], read: Around['read']): readonly Change[] {
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return [];
  return all.flatMap((one) =>
    instead(
      { from: first.from, to: last.to },
      all
        .filter((other) => other !== one)
        .map(read)
        .join(', '),
    ),
  );
}

const matcherDropped: Operator = ({ node }, { read }) =>
  node.kind === 'selector' ? without(node.matchers, read) : [];

const matcherTurned: Operator = ({ node }) =>
  node.kind === 'selector'
    ? node.matchers.flatMap(({ operator, valueSpan }) =>
        instead({ from: valueSpan.from - operator.length, to: valueSpan.from }, turned[operator]),
      )
    : [];

const modifiersOf = ({ bool, matching }: Binary, { read }: Around): string =>
  [...(bool ? ['bool'] : []), ...(matching === undefined ? [] : [read(matching)])].join(' ');

const setOperator = ofBinary((node, around) => {
  if (!setOperators.includes(node.operator)) return [];
  const { read } = around;
  return instead(
    node,
    ...setOperators
      .filter((other) => other !== node.operator)
      .map((other) => `((${read(node.left)}) ${other} ${modifiersOf(node, around)} (${read(node.right)}))`),
  );
});

/** A guard, one pair of windows, `or 0 * ...`: what stands beside something may be missing, and so may a condition. */
const sideDropped = ofBinary((node, { read }) => {
  const { operator, left, right } = node;
  if (operator === 'or') return instead(node, `(${read(left)})`, `(${read(right)})`);
  return setOperators.includes(operator) || comparisons.has(operator) ? instead(node, `(${read(left)})`) : [];
});

const sidesSwapped = ofBinary((node, around) => {
  if (node.operator !== '/') return [];
  const { read } = around;
  const modifiers = modifiersOf(node, around).replace('group_left', 'group_right');
  return instead(node, `((${read(node.right)}) / ${modifiers} (${read(node.left)}))`);
});

const range: Operator = ({ node }) =>
  node.kind === 'window' || node.kind === 'subquery'
    ? instead(
        node.windowSpan,
        ...stretches.map((factor) => printDuration(times({ milliseconds: node.window }, factor))),
      )
    : [];

/** An offset stands last in what it moves. */
const offsetDropped: Operator = ({ node }, { read }) => {
  if (!('offset' in node) || node.offset === undefined) return [];
  const text = read(node);
  return instead(node, text.slice(0, text.lastIndexOf('offset')));
};

/** The record of the next longer or shorter window in place of this one. */
const otherRecord: Operator = ({ node }, { names }) =>
  node.kind === 'selector' && node.metric !== undefined
    ? instead({ from: node.from, to: node.from + node.metric.length }, ...neighboursOf(node.metric, names))
    : [];

const labelDropped =
  (listed: (node: Place['node']) => readonly LabelName[]): Operator =>
  ({ node }, { read }) =>
    without(listed(node), read);

const operators: Readonly<Record<string, Operator>> = {
  'flips a comparison': comparison,
  'changes a number': number,
  'changes a threshold': threshold,
  'drops a matcher': matcherDropped,
  'turns a matcher round': matcherTurned,
  'takes another set operator': setOperator,
  'drops a side or guard': sideDropped,
  'swaps the sides of a ratio': sidesSwapped,
  'changes a range': range,
  'drops an offset': offsetDropped,
  'takes another window': otherRecord,
  'drops a label of on': labelDropped((node) =>
    node.kind === 'binary' ? (node.matching?.labels ?? []) : [],
  ),
  'drops a label of by': labelDropped((node) =>
    node.kind === 'aggregation' ? (node.grouping?.labels ?? []) : [],
  ),
  'drops a label of group_left': labelDropped((node) =>
    node.kind === 'binary' ? (node.matching?.group?.labels ?? []) : [],
  ),
};

/** Every mistake that can be made in an expression. */
export function editsOf(text: string, names: readonly string[], isRecord: boolean): readonly Edit[] {
  const around: Around = { read: ({ from, to }) => text.slice(from, to), names, isRecord };
  return placesIn(parse(text)).flatMap((place) =>
    Object.entries(operators).flatMap(([operator, of]) =>
      of(place, around).map((change) => ({ operator, ...change })),
    ),
  );
}

export const applied = (text: string, edit: Edit): string =>
  `${text.slice(0, edit.from)}${edit.text}${text.slice(edit.to)}`;

import { whichHave } from './infer-aggregation';
import { certainty, dropping, keeping, listed, namedOn, withLabel, type Labels } from './labels';
import type { Scope } from './scope';
import type { Binary, LabelName, Matching } from './tree';

/** Whether series of both sides can find each other at all, and whether the labels that are named are there. */
export function checkMatching(expr: Binary, left: Labels, right: Labels, scope: Scope): void {
  const { matching } = expr;
  if (checkNamed(expr, left, right, scope)) return;
  const compared = namedOn(left, right).filter((label) => takesPart(label, matching));
  const onLeft = compared.filter(
    (label) => certainty(left, label) === 'has' && certainty(right, label) === 'lacks',
  );
  const onRight = compared.filter(
    (label) => certainty(right, label) === 'has' && certainty(left, label) === 'lacks',
  );
  const apart = compared.find((label) => {
    const [one, other] = [left.has.get(label), right.has.get(label)];
    return one !== undefined && other !== undefined && one !== other;
  });
  const { operator, operatorSpan } = expr;
  const outcome = operator === 'unless' ? 'leaves everything as it is' : 'never gives anything';
  if (onLeft.length > 0 || onRight.length > 0) {
    const [side, labels, other, others] =
      onLeft.length > 0 ? ['left', onLeft, 'right', right] : ['right', onRight, 'left', left];
    const names = `${labels.length === 1 ? 'the label' : 'the labels'} ${listed(labels)}`;
    const what =
      others.only === undefined
        ? 'has not'
        : others.only.size === 0
          ? 'has none'
          : `has ${listed(others.only)}`;
    const fix = fixOf(compared, left, right, matching);
    scope.report(
      'never-matches',
      operatorSpan,
      `the ${side} side has ${names} and the ${other} side ${what}, so no series finds its like and this ${outcome}${fix}`,
    );
  } else if (apart !== undefined) {
    scope.report(
      'never-matches',
      operatorSpan,
      `${apart} is "${left.has.get(apart)}" on the left and "${right.has.get(apart)}" on the right, so no series finds its like and this ${outcome}; match without it: ignoring (${apart})`,
    );
  }
}

function fixOf(
  compared: readonly string[],
  left: Labels,
  right: Labels,
  matching: Matching | undefined,
): string {
  const shared = compared.filter(
    (label) => certainty(left, label) !== 'lacks' && certainty(right, label) !== 'lacks',
  );
  if (matching?.on === true) return '; match on labels that both have';
  return shared.length > 0
    ? `; match on what both have: on (${listed(shared)})`
    : '; aggregate both sides by the same labels';
}

/** Whether a label decides which series belong together. */
export const takesPart = (label: string, matching: Matching | undefined): boolean =>
  label !== '__name__' &&
  (matching === undefined || matching.labels.some(({ name }) => name === label) === matching.on);

/** Labels in `on` and `group_left` must be there; true where one is not, which is then the reason for all else. */
function checkNamed({ matching, operator }: Binary, left: Labels, right: Labels, { report }: Scope): boolean {
  if (matching === undefined) return false;
  let found = false;
  const lost = (label: LabelName, message: string): void => {
    found = true;
    report('label-lost', label, message);
  };
  if (matching.on) {
    for (const label of matching.labels) {
      const [one, other] = [certainty(left, label.name), certainty(right, label.name)];
      const sides =
        one === 'lacks' && other === 'lacks'
          ? 'neither side has'
          : one === 'lacks'
            ? 'the left side has no'
            : other === 'lacks'
              ? 'the right side has no'
              : undefined;
      // A label that neither has is equal on both, which does no harm beside others; alone it joins everything.
      if (sides === undefined) continue;
      const lacking = one === 'lacks' ? left : right;
      lost(
        label,
        `on (${label.name}): ${sides} label ${label.name}${whichHave(lacking)}`.replace(
          'neither side has label',
          'neither side has a label',
        ),
      );
    }
  }
  const { group } = matching;
  for (const label of group?.labels ?? []) {
    const [side, labels] = group?.side === 'left' ? (['right', right] as const) : (['left', left] as const);
    if (certainty(labels, label.name) === 'lacks')
      lost(
        label,
        `group_${group?.side} (${label.name}): the ${side} side, from which it comes, has no label ${label.name}${whichHave(labels)}`,
      );
  }
  return found && operator !== 'or';
}

/** Labels of the result of an arithmetic or comparing operator. */
export function labelsOfMatch({ matching }: Binary, left: Labels, right: Labels): Labels {
  const group = matching?.group;
  if (group !== undefined) {
    const [many, one] = group.side === 'left' ? [left, right] : [right, left];
    return group.labels.reduce(
      (labels, { name }) => withLabel(labels, name, certainty(one, name), one.has.get(name)),
      many,
    );
  }
  const both = known(left, right, matching);
  if (matching === undefined) return both;
  const names = matching.labels.map(({ name }) => name);
  return matching.on ? keeping(both, names) : dropping(both, names);
}

/** Labels that were compared are the same on both sides, so what is known of one is known of the other. */
function known(left: Labels, right: Labels, matching: Matching | undefined): Labels {
  return namedOn(right)
    .filter((label) => takesPart(label, matching) && certainty(left, label) === 'maybe')
    .reduce((labels, label) => {
      const is = certainty(right, label);
      return is === 'maybe' ? labels : withLabel(labels, label, is, right.has.get(label));
    }, left);
}

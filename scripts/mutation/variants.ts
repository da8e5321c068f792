import type { PrintedGroup, PrintedRule } from '../../rules/rule';
import type { Mutant } from './mutants';

/** Rules with one or more mistakes, each beside the rules as they are. */
export interface Variants {
  readonly groups: readonly PrintedGroup[];
  /** A text about some rules, such as a check of them, for one mistake: with the names that its rules have. */
  readonly renamed: (text: string, mutant: Mutant) => string;
  /** The mistakes that a text about these rules names. */
  readonly namedIn: (text: string) => readonly Mutant[];
}

/** Stands behind the name of a rule that a mistake changes; no name of ours has two underscores. */
const suffix = (index: number): string => `__m${index}`;
const anySuffix = /__m(\d+)\b/g;

const nameOf = (rule: PrintedRule): string => rule.record ?? rule.alert ?? '';
/** Names of series, of functions and of labels; and texts in quotes, which name nothing. */
const words = /"(?:[^"\\]|\\.)*"|[a-zA-Z_:][\w:]*/g;

/** Rules of an alert or of a record differ in their labels or in expression. */
const isSame = (one: PrintedRule, other: PrintedRule): boolean =>
  nameOf(one) === nameOf(other) &&
  one.expr === other.expr &&
  JSON.stringify(one.labels) === JSON.stringify(other.labels);

/** The names of the rules that a mistake changes, and of all that read them. */
function touchedBy({ changes }: Mutant, rules: readonly PrintedRule[]): ReadonlySet<string> {
  const touched = new Set([...changes.keys()].map(nameOf));
  for (let before = -1; before !== touched.size;) {
    before = touched.size;
    for (const rule of rules)
      if (rule.expr.match(words)?.some((word) => touched.has(word)) === true) touched.add(nameOf(rule));
  }
  return touched;
}

/**
 * Some mistakes side by side: for each, the rule that is wrong and all that read it exist once more under names of their
 * own, and read each other. What no mistake changes is evaluated once for all of them, and that is nearly everything.
 *
 * @throws Error for a mistake in a rule that is not among these
 */
export function variantsOf(
  groups: readonly PrintedGroup[],
  alert: string,
  mutants: readonly Mutant[],
): Variants {
  const rules = groups.flatMap((group) => group.rules);
  const all = mutants.map((mutant, index) => {
    const lost = [...mutant.changes.keys()].find((one) => !rules.some((rule) => isSame(rule, one)));
    if (lost !== undefined) throw new Error(`${alert} does not read ${nameOf(lost)} as the mistake has it`);
    const touched = touchedBy(mutant, rules);
    const renamed = (text: string): string =>
      text.replace(words, (word) => (touched.has(word) ? `${word}${suffix(index)}` : word));
    const ofRule = (rule: PrintedRule): readonly PrintedRule[] => {
      if (!touched.has(nameOf(rule))) return [];
      const changed = [...mutant.changes].find(([one]) => isSame(rule, one))?.[1] ?? rule;
      const { record, alert: name } = changed;
      return [
        {
          ...changed,
          expr: renamed(changed.expr),
          ...(record === undefined ? {} : { record: renamed(record) }),
          ...(name === undefined ? {} : { alert: renamed(name) }),
        },
      ];
    };
    return { mutant, renamed, ofRule };
  });
  return {
    // Each behind the rule that it is made of: so it is evaluated after what it reads.
    groups: groups.map((group) => ({
      ...group,
      rules: group.rules.flatMap((rule) => [
        ...(rule.alert === alert ? [] : [rule]),
        ...all.flatMap(({ ofRule }) => ofRule(rule)),
      ]),
    })),
    renamed: (text, mutant) => all.find((one) => one.mutant === mutant)?.renamed(text) ?? text,
    namedIn: (text) => [
      ...new Set([...text.matchAll(anySuffix)].flatMap(([, index]) => mutants[Number(index)] ?? [])),
    ],
  };
}

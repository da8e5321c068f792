import type { Mutant } from './mutants';

/** Mistakes that change nothing, with the reason. */
interface Equivalence {
  readonly why: string;
  readonly holds: (mutant: Mutant) => boolean;
}

const names = (text: string): readonly string[] => text.match(/\w+/g) ?? [];

const equivalences: readonly Equivalence[] = [
  {
    why: 'a name is that of one model in an environment, so the name alone joins as well as name and namespace',
    holds: ({ operator, before, after }) =>
      operator === 'drops a label of on' &&
      names(after).includes('model_name') &&
      names(before).includes('namespace') &&
      !names(after).includes('namespace'),
  },
  {
    why: 'the UUID of a GPU is its own, wherever the GPU is',
    holds: ({ operator, after }) => operator === 'drops a label of on' && names(after).includes('UUID'),
  },
  {
    why: 'a probe says 0 or 1, and only 0 is below any number from above 0 to 1',
    holds: ({ operator, after }) =>
      operator === 'changes a threshold' && /^\(model:threshold:probe \* 0\./.test(after),
  },
];

/** Why a mutant is no mistake at all; none where it is one. */
export const whyEquivalent = (mutant: Mutant): string | undefined =>
  equivalences.find(({ holds }) => holds(mutant))?.why;

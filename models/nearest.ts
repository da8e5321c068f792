import { distance } from 'fastest-levenshtein';

/** The known word that a typo most likely meant: at most a third of its letters may differ. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const ranked = known
    .filter((candidate) => Math.abs(word.length - candidate.length) <= likeness(candidate))
    .map((candidate) => ({ candidate, cost: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.cost - b.cost);
  const best = ranked[0];
  return best !== undefined && best.cost <= likeness(best.candidate) ? best.candidate : undefined;
}

const likeness = (word: string): number => Math.max(1, Math.floor(word.length / 3));

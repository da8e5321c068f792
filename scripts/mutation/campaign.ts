import { judgesOf, type Judge, type Verdict } from './judge';
import { whyEquivalent } from './equivalents';
import { mutantsOf, nameOf, type Mutant } from './mutants';
import type { Subject } from './subject';

/** What became of the mutants of one alert. */
export interface Result {
  readonly alert: string;
  readonly isCritical: boolean;
  /** Mistakes that are mistakes. */
  readonly mutants: number;
  readonly killed: number;
  /** Those that Prometheus refuses, and those that change nothing. */
  readonly discarded: number;
  readonly survivors: readonly string[];
  /** What its scenarios object to in the rules as they are: then nothing else can be said of it. */
  readonly objection?: string;
}

interface Options {
  /** How many run side by side. */
  readonly jobs: number;
  /** At most so many of each alert, evenly spread; all without it. */
  readonly sample?: number;
  readonly onResult?: (result: Result) => void;
}

const sampled = (mutants: readonly Mutant[], count = Infinity): readonly Mutant[] =>
  mutants.length <= count
    ? mutants
    : Array.from(
        { length: count },
        (_, index) => mutants[Math.floor((index * mutants.length) / count)],
      ).filter((mutant) => mutant !== undefined);

/**
 * Makes every mistake in the rules of some alerts and asks whether their scenarios object. A record that several alerts
 * read is tried with all of them, and counts for the first.
 */
export async function campaign(
  chosen: readonly Subject[],
  all: readonly Subject[],
  { jobs, sample, onResult }: Options,
): Promise<readonly Result[]> {
  const known = new Map<Subject, Promise<readonly Judge[]>>();
  const judges = (subject: Subject): Promise<readonly Judge[]> => {
    const found = known.get(subject) ?? judgesOf(subject, jobs);
    known.set(subject, found);
    return found;
  };
  const verdictOf = async (mutant: Mutant, subject: Subject, job: number): Promise<Verdict> => {
    const { record } = mutant.rule;
    const others =
      record === undefined
        ? []
        : all.filter((one) => one !== subject && one.rules.some((rule) => rule.record === record));
    for (const reader of [subject, ...others]) {
      const own = await judges(reader).catch(() => []);
      const verdict = await own[job]?.judge(mutant);
      if (verdict !== 'survived' && verdict !== undefined) return verdict;
    }
    return 'survived';
  };
  const tried = new Set<string>();
  const results: Result[] = [];
  try {
    for (const subject of chosen) {
      const fresh = mutantsOf(subject).filter(({ rule }) => !tried.has(rule.record ?? ''));
      for (const { record } of subject.rules) if (record !== undefined) tried.add(record);
      const real = fresh.filter((mutant) => whyEquivalent(mutant) === undefined);
      const queue = [...sampled(real, sample)];
      const count = queue.length;
      const survivors = new Set<string>();
      const counts = { killed: 0, survived: 0, refused: 0 };
      const work = async (job: number): Promise<void> => {
        for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
          const verdict = await verdictOf(mutant, subject, job);
          counts[verdict] += 1;
          if (verdict === 'survived') survivors.add(nameOf(mutant));
        }
      };
      const objection = await judges(subject).then(
        () => undefined,
        (error: unknown) => (error as Error).message,
      );
      if (objection === undefined) await Promise.all(Array.from({ length: jobs }, (_, job) => work(job)));
      const result: Result = {
        alert: subject.alert,
        isCritical: subject.isCritical,
        mutants: count - counts.refused,
        killed: counts.killed,
        discarded: counts.refused + fresh.length - real.length,
        survivors: [...survivors],
        ...(objection === undefined ? {} : { objection }),
      };
      results.push(result);
      onResult?.(result);
    }
  } finally {
    for (const judges of await Promise.allSettled(known.values()))
      if (judges.status === 'fulfilled') for (const judge of judges.value) judge.close();
  }
  return results;
}

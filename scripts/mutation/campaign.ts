import { judgeOf, type Judge, type Verdict } from './judge';
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
  /** How many alerts are tried side by side. */
  readonly jobs: number;
  /** At most so many mistakes of each alert, evenly spread; all without it. */
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

/** What is to be tried of one alert. */
interface Task {
  readonly subject: Subject;
  readonly mutants: readonly Mutant[];
  readonly equivalent: number;
}

/** The mistakes of each alert. Those in a record that several read count for the first. */
function tasksOf(chosen: readonly Subject[], sample: number | undefined): readonly Task[] {
  const tried = new Set<string>();
  return chosen.map((subject) => {
    const fresh = mutantsOf(subject).filter(({ rule }) => !tried.has(rule.record ?? ''));
    for (const { record } of subject.rules) if (record !== undefined) tried.add(record);
    const real = fresh.filter((mutant) => whyEquivalent(mutant) === undefined);
    return { subject, mutants: sampled(real, sample), equivalent: fresh.length - real.length };
  });
}

/** Makes every mistake in the rules of some alerts and asks whether the scenarios of any alert that reads them object. */
export async function campaign(
  chosen: readonly Subject[],
  all: readonly Subject[],
  { jobs, sample, onResult }: Options,
): Promise<readonly Result[]> {
  const known = new Map<Subject, Judge>();
  const judge = (subject: Subject): Judge => {
    const found = known.get(subject) ?? judgeOf(subject);
    known.set(subject, found);
    return found;
  };
  const tasks = tasksOf(chosen, sample);
  const queue = [...tasks];
  const results = new Map<Task, Result>();
  const work = async (): Promise<void> => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
      const result = await resultOf(task, all, judge);
      results.set(task, result);
      onResult?.(result);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return tasks.flatMap((task) => results.get(task) ?? []);
}

async function resultOf(
  { subject, mutants, equivalent }: Task,
  all: readonly Subject[],
  judge: (subject: Subject) => Judge,
): Promise<Result> {
  const { alert, isCritical } = subject;
  const verdicts = new Map<Mutant, Verdict>();
  const survivors = (): readonly Mutant[] =>
    mutants.filter((mutant) => (verdicts.get(mutant) ?? 'survived') === 'survived');
  const tryWith = async (reader: Subject, some: readonly Mutant[]): Promise<void> => {
    for (const [mutant, verdict] of await judge(reader)(some)) verdicts.set(mutant, verdict);
  };
  let objection: string | undefined;
  try {
    await tryWith(subject, mutants);
  } catch (error) {
    objection = (error as Error).message;
  }
  for (const reader of objection === undefined ? all : []) {
    const records = new Set(reader.rules.flatMap(({ record }) => record ?? []));
    const open = survivors().filter(({ rule }) => records.has(rule.record ?? ''));
    // A reader whose own scenarios object to its rules says so itself.
    if (reader !== subject && open.length > 0) await tryWith(reader, open).catch(() => undefined);
  }
  const counted = (verdict: Verdict): number =>
    [...verdicts.values()].filter((one) => one === verdict).length;
  return {
    alert,
    isCritical,
    mutants: mutants.length - counted('refused'),
    killed: counted('killed'),
    discarded: counted('refused') + equivalent,
    survivors: [...new Set(survivors().map(nameOf))],
    ...(objection === undefined ? {} : { objection }),
  };
}

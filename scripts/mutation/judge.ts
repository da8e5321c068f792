import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { PrintedGroup, PrintedRule } from '../../rules/rule';
import type { Probe } from './derived-scenarios';
import type { Mutant } from './mutants';
import { runPromtool } from './promtool';
import type { Subject } from './subject';

/** What became of a mutant; one that Prometheus does not load is none. */
export type Verdict = 'killed' | 'survived' | 'refused';

/** Tries mutants of one alert, one after the other; several judges of it may work side by side. */
export interface Judge {
  readonly judge: (mutant: Mutant) => Promise<Verdict>;
  readonly close: () => void;
}

const ruleFiles = { usual: 'rules.yaml', ofOtherTiers: 'rules-of-other-tiers.yaml' } as const;

/** A scenario, and how well it has done. */
interface Trial {
  readonly file: string;
  readonly probe: Probe;
  /** Unit: milliseconds. */
  readonly cost: number;
  kills: number;
}

const testOf = ({ scenario, isOfOtherTiers }: Probe, { groups }: Subject): object => {
  const { proves: _proves, interval = '30s', ...test } = scenario;
  return {
    rule_files: [isOfOtherTiers ? ruleFiles.ofOtherTiers : ruleFiles.usual],
    evaluation_interval: interval,
    group_eval_order: groups.map(({ name }) => name),
    tests: [{ ...test, interval }],
  };
};

const withChanges = (groups: readonly PrintedGroup[], { changes }: Mutant): readonly PrintedGroup[] =>
  groups.map((group) => ({
    ...group,
    rules: group.rules.map(
      (one): PrintedRule => [...changes].find(([rule]) => isSame(one, rule))?.[1] ?? one,
    ),
  }));

/** Rules of an alert differ in severity or in expression, and those of a record do not repeat. */
const isSame = (one: PrintedRule, other: PrintedRule): boolean =>
  one.alert === other.alert &&
  one.record === other.record &&
  one.expr === other.expr &&
  one.labels?.['severity'] === other.labels?.['severity'];

/** What promtool says of rules that it cannot load. */
const isRefusal = (output: string): boolean =>
  /could not parse expression|not a valid duration|error unmarshaling/i.test(output);

interface Bench {
  readonly folder: string;
  /** Puts the rules there, with a mistake or without. */
  readonly load: (mutant?: Mutant) => void;
  readonly close: () => void;
}

function benchFor(subject: Subject): Bench {
  const { probes, groups, groupsOfOtherTiers } = subject;
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
  probes.forEach((probe, index) =>
    writeFileSync(join(folder, `scenario-${index}.yaml`), dump(testOf(probe, subject))),
  );
  const hasOtherTiers = probes.some(({ isOfOtherTiers }) => isOfOtherTiers);
  return {
    folder,
    close: () => rmSync(folder, { recursive: true, force: true }),
    load(mutant) {
      const write = (file: string, all: readonly PrintedGroup[]): void =>
        writeFileSync(
          join(folder, file),
          JSON.stringify({ groups: mutant === undefined ? all : withChanges(all, mutant) }),
        );
      write(ruleFiles.usual, groups);
      if (hasOtherTiers) write(ruleFiles.ofOtherTiers, groupsOfOtherTiers);
    },
  };
}

/**
 * Judges of one alert. Before they begin, its rules must pass as they are.
 *
 * @throws Error with what a scenario objects to
 */
export async function judgesOf(subject: Subject, count: number): Promise<readonly Judge[]> {
  const first = benchFor(subject);
  first.load();
  const trials: Trial[] = [];
  for (const [index, probe] of subject.probes.entries()) {
    const file = `scenario-${index}.yaml`;
    const began = Date.now();
    const { status, output } = await runPromtool(first.folder, file);
    if (status !== 0) {
      first.close();
      throw new Error(`${subject.alert}: its scenarios object to rules without a mistake: ${output}`);
    }
    trials.push({ file, probe, cost: Date.now() - began, kills: 0 });
  }
  return Array.from({ length: count }, (_, index) => {
    const bench = index === 0 ? first : benchFor(subject);
    return {
      judge: (mutant) => judgeOn(bench, mutant, trials),
      close: bench.close,
    };
  });
}

async function judgeOn({ folder, load }: Bench, mutant: Mutant, trials: readonly Trial[]): Promise<Verdict> {
  load(mutant);
  // What has killed most in the least time goes first.
  const worth = ({ kills, cost }: Trial): number => (kills + 1) / cost;
  for (const trial of [...trials].sort((a, b) => worth(b) - worth(a))) {
    const { status, output } = await runPromtool(folder, trial.file);
    if (status === 0) continue;
    if (isRefusal(output)) return 'refused';
    trial.kills += 1;
    return 'killed';
  }
  return 'survived';
}

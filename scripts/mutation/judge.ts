import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PrintedGroup, PrintedRule } from '../../rules/rule';
import { closureOf, evaluationsOf, lookedAtIn } from '../../test/rules/scenario';
import type { Probe } from './derived-scenarios';
import type { Mutant } from './mutants';
import { runPromtool } from './promtool';
import type { Subject } from './subject';
import { variantsOf, type Variants } from './variants';

/** What became of a mutant; one that Prometheus does not load is none. */
export type Verdict = 'killed' | 'survived' | 'refused';

/** Tries mutants of one alert; several calls may run side by side. */
export type Judge = (mutants: readonly Mutant[]) => Promise<ReadonlyMap<Mutant, Verdict>>;

/** A scenario, and how well it has done. */
interface Trial {
  readonly probe: Probe;
  /** The rules that its checks look at, with all that these read. */
  readonly groups: readonly PrintedGroup[];
  /** No mistake at all, in all of these in which mistakes are made. */
  readonly right: Mutant;
  readonly isSeen: (mutant: Mutant) => boolean;
  /** How often it evaluates all rules. */
  readonly cost: number;
  kills: number;
}

/** As many at once as make what all of them share cheap, and still leave something to the other processors. */
const batchSize = 50;

/** The checks of a scenario once for every mutant. */
function testOf({ scenario }: Probe, { groups, renamed }: Variants, mutants: readonly Mutant[]): object {
  const {
    proves: _proves,
    interval = '30s',
    evaluation_interval = interval,
    input_series,
    alert_rule_test,
    promql_expr_test,
    ...test
  } = scenario;
  const given = input_series as readonly { readonly series: string; readonly values: string }[];
  return {
    rule_files: ['rules.yaml'],
    evaluation_interval,
    group_eval_order: groups.map(({ name }) => name),
    tests: [
      {
        ...test,
        interval,
        // A scenario may give what a rule would record; then a wrong rule records beside that as well.
        input_series: [
          ...given,
          ...mutants.flatMap((mutant) =>
            given.flatMap(({ series, values }) => {
              const own = renamed(series, mutant);
              return own === series ? [] : [{ series: own, values }];
            }),
          ),
        ],
        alert_rule_test: mutants.flatMap((mutant) =>
          alert_rule_test.map((check) => ({ ...check, alertname: renamed(check.alertname, mutant) })),
        ),
        promql_expr_test: mutants.flatMap((mutant) =>
          (promql_expr_test ?? []).flatMap((check) => {
            const expr = renamed(check.expr, mutant);
            const labelled = check.exp_samples.map((one) => ({
              ...one,
              labels: renamed(one.labels, mutant),
            }));
            return expr === check.expr ? [] : [{ ...check, expr, exp_samples: labelled }];
          }),
        ),
      },
    ],
  };
}

/** What promtool says of rules that it cannot load. */
const isRefusal = (output: string): boolean =>
  /could not parse expression|not a valid duration|error unmarshaling/i.test(output);

/** What promtool says when a rule fails while it runs; then it looks no further. */
const isBroken = (output: string): boolean => /^ *rule: .*, err: /m.test(output);

interface Objection {
  readonly output: string;
  readonly mutants: readonly Mutant[];
}

/** Those of some mutants to which a scenario objects. */
async function objectionOf(
  { probe, groups }: Trial,
  mutants: readonly Mutant[],
  alert: string,
): Promise<Objection | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
  try {
    const variants = variantsOf(groups, alert, mutants);
    const write = (file: string, content: object): void =>
      writeFileSync(join(folder, file), JSON.stringify(content));
    write('rules.yaml', { groups: variants.groups });
    write('scenario.yaml', testOf(probe, variants, mutants));
    const { status, output } = await runPromtool(folder, 'scenario.yaml');
    if (status === 0) return undefined;
    const named = variants.namedIn(output);
    if (named.length === 0) throw new Error(`${alert}: ${output}`);
    return { output, mutants: named };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const nameOf = ({ record, alert }: PrintedRule): string => record ?? alert ?? '';

function trialOf(probe: Probe, { rules, groups: all, groupsOfOtherTiers }: Subject): Trial {
  const { scenario, isOfOtherTiers } = probe;
  const groups = closureOf(lookedAtIn([scenario]), isOfOtherTiers ? groupsOfOtherTiers : all);
  const names = new Set(groups.flatMap((group) => group.rules.map(nameOf)));
  const read = rules.filter((rule) => names.has(nameOf(rule)));
  return {
    probe,
    groups,
    right: {
      rule: read[0] ?? { expr: '' },
      operator: 'changes nothing',
      before: '',
      after: '',
      changes: new Map(read.map((rule) => [rule, rule])),
    },
    isSeen: ({ changes }) => [...changes.keys()].every((rule) => names.has(nameOf(rule))),
    cost: evaluationsOf(scenario),
    kills: 0,
  };
}

/**
 * A judge of one alert. A scenario is tried with the mistakes in what it looks at: it is made for some records, and says
 * nothing of others. The rules as they are go along with every batch: a scenario that objects to them as well proves
 * nothing of the mistakes. Were they tried first, a scenario that no mistake needs would be run for that alone.
 *
 * @throws Error with what a scenario objects to in the rules as they are
 */
export function judgeOf(subject: Subject): Judge {
  const trials = subject.probes.map((probe) => trialOf(probe, subject));
  return async (mutants) => {
    const verdicts = new Map<Mutant, Verdict>(mutants.map((mutant) => [mutant, 'survived']));
    for (let first = 0; first < mutants.length; first += batchSize)
      await judgeBatch(mutants.slice(first, first + batchSize), trials, { alert: subject.alert, verdicts });
    return verdicts;
  };
}

async function judgeBatch(
  mutants: readonly Mutant[],
  trials: readonly Trial[],
  { alert, verdicts }: { readonly alert: string; readonly verdicts: Map<Mutant, Verdict> },
): Promise<void> {
  // What has killed most in the least time goes first.
  const worth = ({ kills, cost }: Trial): number => (kills + 1) / cost;
  for (const trial of [...trials].sort((a, b) => worth(b) - worth(a))) {
    for (;;) {
      const alive = mutants.filter((mutant) => verdicts.get(mutant) === 'survived' && trial.isSeen(mutant));
      if (alive.length === 0) break;
      const objection = await objectionOf(trial, [trial.right, ...alive], alert);
      if (objection === undefined) break;
      if (objection.mutants.includes(trial.right))
        throw new Error(`${alert}: its scenarios object to rules without a mistake: ${objection.output}`);
      const isRefused = isRefusal(objection.output);
      for (const mutant of objection.mutants) verdicts.set(mutant, isRefused ? 'refused' : 'killed');
      if (!isRefused) trial.kills += objection.mutants.length;
      // One that breaks or does not load hides the others.
      if (!isRefused && !isBroken(objection.output)) break;
    }
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluationsOf } from '../../test/rules/scenario';
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
  probe: Probe,
  mutants: readonly Mutant[],
  { alert, groups, groupsOfOtherTiers }: Subject,
): Promise<Objection | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'mutate-'));
  try {
    const variants = variantsOf(probe.isOfOtherTiers ? groupsOfOtherTiers : groups, alert, mutants);
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

/** No mistake at all, in everything in which mistakes are made. */
const none = ({ rules }: Subject): Mutant => ({
  rule: rules[0] ?? { expr: '' },
  operator: 'changes nothing',
  before: '',
  after: '',
  changes: new Map(rules.map((rule) => [rule, rule])),
});

/**
 * A judge of one alert. The rules as they are go along with every batch: a scenario that objects to them as well proves
 * nothing of the mistakes. Were they tried first, a scenario that no mistake needs would be run for that alone.
 *
 * @throws Error with what a scenario objects to in the rules as they are
 */
export function judgeOf(subject: Subject): Judge {
  const trials = subject.probes.map((probe): Trial => ({
    probe,
    cost: evaluationsOf(probe.scenario),
    kills: 0,
  }));
  const right = none(subject);
  return async (mutants) => {
    const verdicts = new Map<Mutant, Verdict>(mutants.map((mutant) => [mutant, 'survived']));
    for (let first = 0; first < mutants.length; first += batchSize)
      await judgeBatch(mutants.slice(first, first + batchSize), trials, { subject, verdicts, right });
    return verdicts;
  };
}

async function judgeBatch(
  mutants: readonly Mutant[],
  trials: readonly Trial[],
  {
    subject,
    verdicts,
    right,
  }: {
    readonly subject: Subject;
    readonly verdicts: Map<Mutant, Verdict>;
    readonly right: Mutant;
  },
): Promise<void> {
  // What has killed most in the least time goes first.
  const worth = ({ kills, cost }: Trial): number => (kills + 1) / cost;
  for (const trial of [...trials].sort((a, b) => worth(b) - worth(a))) {
    for (;;) {
      const alive = mutants.filter((mutant) => verdicts.get(mutant) === 'survived');
      if (alive.length === 0) return;
      const objection = await objectionOf(trial.probe, [right, ...alive], subject);
      if (objection === undefined) break;
      if (objection.mutants.includes(right))
        throw new Error(
          `${subject.alert}: its scenarios object to rules without a mistake: ${objection.output}`,
        );
      const isRefused = isRefusal(objection.output);
      for (const mutant of objection.mutants) verdicts.set(mutant, isRefused ? 'refused' : 'killed');
      if (!isRefused) trial.kills += objection.mutants.length;
      // One that breaks or does not load hides the others.
      if (!isRefused && !isBroken(objection.output)) break;
    }
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { PrintedGroup, PrintedRule } from '../../rules/rule';
import { campaign } from '../../scripts/mutation/campaign';
import { isEnough } from '../../scripts/mutation/gate';
import { mutantsOf } from '../../scripts/mutation/mutants';
import { subjects, type Subject } from '../../scripts/mutation/subject';

const all = subjects();

function subjectOf(alert: string): Subject {
  const subject = all.find((one) => one.alert === alert);
  if (subject === undefined) throw new Error(`the catalogue has no ${alert}`);
  return subject;
}

/** What of a rule decides when and how it fires. Constants differ between environments. */
const essence = ({ record, alert, expr, for: held, keep_firing_for, labels }: PrintedRule): string => {
  const text = expr.replace(/^vector\([\d.]+\)$/, 'vector()');
  return JSON.stringify([record, alert, text, held, keep_firing_for, labels?.['severity']]);
};

/** Rules as they were last reviewed. */
const reviewed = new Set(
  (
    load(readFileSync(join(__dirname, '..', 'golden', 'dev', 'rules', 'shared.yaml'), 'utf8')) as {
      readonly groups: readonly PrintedGroup[];
    }
  ).groups.flatMap(({ rules }) => rules.map(essence)),
);

/** Mistakes that are tried of each changed alert; all of them are for `npm run mutate`. */
const few = 10;

describe('mistakes in rules, as far as a minute goes; npm run mutate makes all of them', () => {
  test('none in an alert that pages goes unnoticed by its scenarios', async () => {
    const [result] = await campaign([subjectOf('ModelProbeFailing')], all, { jobs: 2 });
    expect(result).toMatchObject({ isCritical: true, survivors: [] });
    expect(result?.mutants).toBeGreaterThan(25);
  }, 120_000);

  test('one goes unnoticed when the scenario that notices it is missing', async () => {
    const subject = subjectOf('ModelProbeFailing');
    const deaf = { ...subject, probes: subject.probes.filter(({ isOfOtherTiers }) => !isOfOtherTiers) };
    const [result] = await campaign([deaf], [deaf], { jobs: 2 });
    expect(result?.survivors).toContain('critical drops a matcher: tier="critical" -> nothing');
  }, 120_000);

  test('scenarios that object to rules without a mistake prove nothing', async () => {
    const subject = subjectOf('ModelProbeFailing');
    const blind = subject.probes.map(({ scenario, ...probe }) => ({
      ...probe,
      scenario: { ...scenario, input_series: [] },
    }));
    const never = { ...subject, probes: blind };
    const [result] = await campaign([never], [never], { jobs: 1 });
    expect(result?.objection).toContain('without a mistake');
    expect(result === undefined || isEnough(result)).toBe(false);
  }, 120_000);

  test('every alert has mistakes to make', () => {
    expect(all.filter((subject) => mutantsOf(subject).length < 5).map(({ alert }) => alert)).toEqual([]);
  });

  test('alerts that have changed since they were reviewed notice a sample of mistakes', async () => {
    const changed = all.filter(({ rules }) => rules.some((rule) => !reviewed.has(essence(rule))));
    const results = await campaign(changed.slice(0, 4), all, { jobs: 2, sample: few });
    expect(results.filter((result) => !isEnough(result))).toEqual([]);
  }, 300_000);
});

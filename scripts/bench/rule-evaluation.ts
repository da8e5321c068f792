import { join } from 'node:path';
import { loadEnvironments, type Environment } from '../../environments';
import { metricsIn } from '../../test/rules/metrics-in';
import { measure, measureRunning, withPrometheus, type Measured, type Site } from './evaluation';
import { expandedGroups, sharedGroups } from './expanded-rules';
import { startExposition } from './exposition';
import { environmentsWith, patternOf } from './many-models';
import { quickestEvaluation } from './quickest';
import type { Report } from './report';

/**
 * How many times faster than real time; windows hold as many samples as ever. Many models need the time to be evaluated
 * before the next interval.
 */
const paceOf = (models: number): number => (models < 1_000 ? 6 : 2);

const columns = ['models', 'rules', 'number', 'evaluation', 'processor', 'memory'] as const;
const line = (cells: readonly string[]): string =>
  cells.map((cell, index) => (index === 1 ? cell.padEnd(9) : cell.padStart(11))).join(' ');

interface Comparison {
  readonly shared: Measured & {
    /** What one interval takes with each rule at its quickest. Unit: seconds. */
    readonly quickest: number;
  };
  readonly expanded: Measured;
}

/** What rules cost is what a Prometheus does beyond one that has none. */
const beyond = <M extends Measured>(one: M, none: Measured): M => ({
  ...one,
  processor: Math.max(0, one.processor - none.processor),
  memory: one.memory - none.memory,
});

const cellsOf = (
  count: number,
  kind: string,
  { rules, evaluation, processor, memory }: Measured,
): readonly string[] => [
  String(count),
  kind,
  String(rules),
  `${(evaluation * 1e3).toFixed(0)} ms`,
  `${(processor * 1e3).toFixed(0)} ms`,
  `${(memory / 1e6).toFixed(0)} MB`,
];

async function compare(environment: Environment, folder: string): Promise<Comparison> {
  const pace = paceOf(environment.models.length);
  const shared = sharedGroups(environment, pace);
  const exposition = await startExposition(environment, metricsIn(shared), patternOf);
  const site = (name: string): Site => ({ address: exposition.address, folder: join(folder, name), pace });
  try {
    const none = await measure([], site('none'));
    const ofShared = await withPrometheus(shared, site('shared'), async (ask, url, death) => ({
      ...(await measureRunning(ask, pace, death)),
      quickest: await quickestEvaluation(url, pace, death),
    }));
    return {
      shared: beyond(ofShared, none),
      expanded: beyond(await measure(expandedGroups(environment, pace), site('expanded')), none),
    };
  } finally {
    await exposition.stop();
  }
}

/**
 * Rules that all models share, against the same rules with every alert written out for each model, in a real Prometheus.
 * Durations are by the clock, so other work on the machine lengthens them; the work of the processor is the rules' own.
 */
export async function benchEvaluation(
  report: Report,
  folder: string,
  counts: readonly number[],
): Promise<void> {
  report.line(line(columns));
  let last: Comparison | undefined;
  for (const count of counts) {
    const [environment] = loadEnvironments(environmentsWith(count, folder));
    if (environment === undefined) throw new Error('no environment');
    const { shared, expanded } = await compare(environment, join(folder, `evaluation-${count}`));
    last = { shared, expanded };
    report.line(line(cellsOf(count, 'shared', shared)));
    report.line(line(cellsOf(count, 'expanded', expanded)));
    const ratio = (of: (one: Measured) => number): string => `${(of(expanded) / of(shared)).toFixed(1)} x`;
    report.line(
      line([
        '',
        'ratio',
        ratio(({ rules }) => rules),
        ratio(({ evaluation }) => evaluation),
        ratio(({ processor }) => processor),
        ratio(({ memory }) => memory),
      ]),
    );
  }
  if (last === undefined) return;
  const most = counts.at(-1) ?? 0;
  report.row(`evaluation of shared rules, ${most} models`, `${last.shared.evaluation.toFixed(2)} s`, {
    text: 'under 1 s',
    holds: last.shared.evaluation < 1,
  });
  report.row(
    `the same with each rule at its quickest, ${most} models`,
    `${last.shared.quickest.toFixed(2)} s`,
  );
  const gain = last.expanded.processor / last.shared.processor;
  report.row(`work of expanded / of shared rules, ${most} models`, `${gain.toFixed(1)} x`, {
    text: 'at least 5 x',
    holds: gain >= 5,
  });
}

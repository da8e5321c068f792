import type { Environment } from '../environments/environment';
import type { Model } from '../models/model';
import { expected, K, standardLabel, standardThresholds, thresholds } from '../models/names';
import { practice } from '../models/practice';
import { thresholdsOf, type Threshold } from './model-thresholds';
import { promql, printExpression } from './promql';
import type { RecordingRule } from './rule';

/**
 * The value that most models of an environment have. A rule costs what it costs to evaluate one, however little it says, so
 * what a thousand models say alike is said once.
 */
const standards = ({
  budgets,
}: Environment): Readonly<Record<(typeof standardThresholds)[number], number>> => ({
  minimumRate: 0,
  trafficShare: practice.shareOfWeekBefore,
  sources: 1,
  logLines: practice.missingLines,
  logRequests: practice.loggedRequests,
  probe: 1,
  seriesBudget: budgets.seriesPerModel,
});

/** The thresholds of a model: those that it says to be standard, and those for which it has rules of its own. */
export function declaredBy(
  model: Model,
  environment: Environment,
): { readonly standard: readonly Threshold[]; readonly own: readonly Threshold[] } {
  const values = standards(environment);
  const isStandard = ({ record, value }: Threshold): boolean =>
    standardThresholds.some(
      (name) => thresholds[name] === record && String(values[name]) === printExpression(value),
    );
  const all = thresholdsOf(model);
  return { standard: all.filter(isStandard), own: all.filter((one) => !isStandard(one)) };
}

/** The labels by which a model says which of its thresholds are standard. */
export const standardLabels = (standard: readonly Threshold[]): Readonly<Record<string, string>> =>
  Object.fromEntries(standard.map(({ record }) => [standardLabel(record), 'standard']));

/** The standard thresholds of all models that say so. */
export const standardRecords = (environment: Environment): readonly RecordingRule[] => {
  const values = standards(environment);
  return standardThresholds.map((name) => ({
    record: thresholds[name],
    expression: promql`
      ${values[name]}
      * group by (${K}) (${expected.thresholds}{${standardLabel(thresholds[name])}="standard"})
    `,
  }));
};

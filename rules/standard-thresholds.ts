import type { Environment } from '../environments/environment';
import type { Model } from '../models/model';
import { expected, K, standardLabel, thresholds } from '../models/names';
import { practice } from '../models/practice';
import { thresholdsOf, type Threshold } from './model-thresholds';
import { printExpression, promql } from './promql';
import type { RecordingRule } from './rule';

/**
 * The value that most models of an environment have, where there is one. A rule costs what it costs to evaluate one,
 * however little it says, so what a thousand models say alike is said once.
 */
const standards = ({ budgets }: Environment): readonly Threshold[] => [
  { record: thresholds.minimumRate, value: promql`0` },
  { record: thresholds.trafficShare, value: promql`${practice.shareOfWeekBefore}` },
  { record: thresholds.sources, value: promql`1` },
  { record: thresholds.logLines, value: promql`${practice.missingLines}` },
  { record: thresholds.logRequests, value: promql`${practice.loggedRequests}` },
  { record: thresholds.probe, value: promql`1` },
  { record: thresholds.seriesBudget, value: promql`${budgets.seriesPerModel}` },
];

/** The name of a threshold without the beginning that all have. */
const nameOf = ({ record }: Threshold): string => record.replace(/^.*:/, '');

/** The thresholds of a model: those that it names as standard, and those for which it has rules of its own. */
export function declaredBy(
  model: Model,
  environment: Environment,
): { readonly standard: readonly Threshold[]; readonly own: readonly Threshold[] } {
  const known = new Map(standards(environment).map(({ record, value }) => [record, printExpression(value)]));
  const isStandard = ({ record, value }: Threshold): boolean => known.get(record) === printExpression(value);
  const all = thresholdsOf(model);
  return { standard: all.filter(isStandard), own: all.filter((one) => !isStandard(one)) };
}

/** The label by which a model names its standard thresholds; none where it has none. */
export const standardLabels = (standard: readonly Threshold[]): Readonly<Record<string, string>> =>
  standard.length === 0 ? {} : { [standardLabel]: `,${standard.map(nameOf).join()},` };

/** The standard thresholds of all models that name them. */
export const standardThresholds = (environment: Environment): readonly RecordingRule[] =>
  standards(environment).map((threshold) => ({
    record: threshold.record,
    expression: promql`
      ${threshold.value}
      * group by (${K}) (${expected.thresholds}{${standardLabel}=~".*,${nameOf(threshold)},.*"})
    `,
  }));

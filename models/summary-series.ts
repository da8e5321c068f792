import { costRecords } from './cost-records';
import { hours } from './duration';
import { gpuRecords } from './gpu-records';
import { expected, modelInfo, thresholds } from './names';
import { logging } from './platform-records';
import { records, recordedQuantiles, type RecordedQuantile } from './records';
import { signalNames, signals, type Signal } from './signals';
import { timingNames } from './timings';

const quantiles = Object.keys(recordedQuantiles) as readonly RecordedQuantile[];

/** Buckets are what costs most and what nobody reads after months: their quantiles and shares are kept instead. */
const isSummary = ({ form }: Signal): boolean => form !== 'distribution';

/**
 * Recorded series that are kept for a year: what reports over months need. Rates, shares, quantiles of times, objectives
 * and how they were met, verdicts on quality and drift, what hardware was used, and whose each model was. Raw series and
 * short windows are left to the retention of metrics.
 */
export const summarySeries: readonly string[] = [
  modelInfo,
  expected.models,
  ...signalNames.filter((name) => isSummary(signals[name])).map((name) => signals[name].series),
  ...(['requests', 'errors'] as const).map((name) => records.ofVersion(signals[name].series)),
  records.errorRatio(hours(1)),
  records.errorRatioOfWindow,
  ...timingNames.flatMap((timing) => [
    ...quantiles.map((quantile) => records.quantile(timing, quantile)),
    records.slowRatio(timing, hours(1)),
    records.slowRatioOfWindow(timing),
  ]),
  records.targetsUp,
  records.seriesStored,
  records.lowConfidence,
  records.classShare,
  ...Object.values(thresholds),
  costRecords.ofModel,
  costRecords.ofTeam,
  costRecords.ofPool,
  gpuRecords.capacity,
  gpuRecords.allocatable,
  logging.eventsIn,
  logging.diskFree,
];

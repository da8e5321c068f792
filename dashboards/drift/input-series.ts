import { thresholds } from '../../models/names';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import { inputSignals } from '../drill-downs';
import type { Feeds } from '../feeds';

/**
 * Series by which a model is known to have something to show about its inputs: what is told of them, and what stays when
 * the job that tells is gone.
 */
export const inputSeries = (feeds: Feeds): readonly string[] => [
  ...(feeds('drift') ? [thresholds.driftShare] : []),
  ...(['dataTime', 'driftTime'] as const)
    .filter((signal) => feeds(signal))
    .map((signal) => records.latest(signals[signal].series)),
  ...inputSignals.filter((signal) => feeds(signal)).map((signal) => signals[signal].series),
];

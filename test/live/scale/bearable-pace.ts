import { availableParallelism } from 'node:os';
import { inSeconds } from '../../../models/duration';
import { scrapeInterval } from '../../../models/scrape-interval';

/**
 * Share of the machine that watching may take, on average: intervals that touch all long windows take longer, and whoever is
 * late for one must catch up before the next.
 */
const share = 0.4;
/** Faster gains little, and slower would take longer than a test may. */
const bounds = { slowest: 2, fastest: 4 };

/** Work of the processor in one interval, of so many models. Unit: seconds. */
export interface IntervalWork {
  readonly models: number;
  /** Of Prometheus. */
  readonly processor: number;
  /** Of this process, which serves every page; it uses one processor only. */
  readonly serving: number;
}

/**
 * How many times faster than real time this machine can watch so many models, by what fewer of them cost. Work grows with
 * the number of models and no faster, which another test holds against what is measured.
 */
export function bearablePace(
  count: number,
  { models, processor, serving }: IntervalWork,
  processors = availableParallelism(),
): number {
  const times = count / models;
  const needed = Math.max(((processor + serving) * times) / processors, serving * times);
  const pace = (inSeconds(scrapeInterval) * share) / needed;
  // In halves, so that no duration is an odd number of milliseconds.
  return Math.min(bounds.fastest, Math.max(bounds.slowest, Math.floor(pace * 2) / 2));
}

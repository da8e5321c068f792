import { days, hours, minutes, times, type Duration } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { promql, type Expression } from './promql';

/** A stretch of the past, read at steps, from which a mean and its usual deviation are taken. */
export interface Past {
  readonly mean: string;
  readonly spread: string;
  readonly window: Duration;
  readonly step: Duration;
  readonly offset: Duration;
  /** How much of it must be known: below, there is no band. */
  readonly known: Duration;
}

/** How far a value may be from its own past: one shape for everything that is judged by its past. */
export interface Baseline {
  /** Recorded series; one value per model. */
  readonly of: string;
  /** Models that have it, where not all do. */
  readonly wanted?: Expression;
  /** Of several, the band spans all that are known. */
  readonly past: readonly [Past, ...Past[]];
  /** Standard deviations that are normal. */
  readonly deviations: number;
  /** Deviation that is normal however steady the past was: by its mean, or as the entry says. */
  readonly least: { readonly byMean: (mean: string) => Expression } | { readonly promised: Expression };
  /** How many times that a restless past may allow at most: one bad day must not hide the next. */
  readonly most?: number;
  /** What a value can be: a share has an upper end as well. */
  readonly range: 'share' | 'amount';
}

/** What is compared is not part of what it is compared with. */
const lastDay = days(1);
const most = (window: Duration): Duration => times(window, 0.8);

/** The hour around the same time of an earlier day: half of it before and half of it after. */
const sameHour = (mean: string, spread: string, earlier: Duration): Past => ({
  mean,
  spread,
  window: hours(1),
  step: minutes(5),
  offset: { milliseconds: earlier.milliseconds - minutes(30).milliseconds },
  known: most(hours(1)),
});

/**
 * Requests follow the clock and the day of the week, so they are compared with the same hour of the day before and of
 * the week before: a Monday with the Monday before, and the day after a holiday with either.
 */
export const traffic: Baseline = {
  of: signals.requests.series,
  wanted: promql`${thresholds.trafficShare}`,
  past: [
    sameHour(records.requestsOfDayBefore, records.requestsSpreadOfDayBefore, days(1)),
    sameHour(records.requestsOfWeekBefore, records.requestsSpreadOfWeekBefore, days(7)),
  ],
  deviations: 3,
  // Nine requests of five minutes more or less are no change, whatever share of few they are.
  least: { byMean: (mean) => promql`0.3 * ${mean} + 0.03` },
  range: 'amount',
};

/** The least fall is the entry's own number; noise widens it to twice that and no further. Three days make a mean. */
export const accuracy: Baseline = {
  of: signals.accuracy.series,
  past: [
    {
      mean: records.accuracyOfWeeks,
      spread: records.accuracySpread,
      window: days(14),
      step: hours(1),
      offset: lastDay,
      known: days(3),
    },
  ],
  wanted: promql`${thresholds.accuracyDrop}`,
  deviations: 3,
  least: { promised: promql`max by (${K}) (${thresholds.accuracyDrop})` },
  most: 2,
  range: 'share',
};

/** Of a model that is seldom unsure twice as often is a change, of others five points are. */
export const lowConfidence: Baseline = {
  of: records.lowConfidence,
  past: [
    {
      mean: records.lowConfidenceOfWeek,
      spread: records.lowConfidenceSpread,
      window: days(7),
      step: hours(1),
      offset: lastDay,
      known: most(days(7)),
    },
  ],
  deviations: 3,
  least: { byMean: (mean) => promql`clamp_max(${mean}, 0.05)` },
  most: 3,
  range: 'share',
};

export const baselines: readonly Baseline[] = [traffic, accuracy, lowConfidence];

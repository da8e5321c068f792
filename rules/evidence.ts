import type { Duration } from '../models/duration';
import { records } from '../models/records';
import { scrapeInterval } from '../models/scrape-interval';
import { numberOfSeconds, promql, type Expression } from './promql';

/** Bad events before which nobody is told of a share of them: one failure in a quiet hour is not an outage. */
export const minimumBadEvents = 5;

/** Holds where a share over an hour is made of enough bad events; `bad` is their part of 1, the share unless said. */
export const enoughBad = (share: string, bad: Expression = promql`${share}`): Expression =>
  promql`${bad} * ${records.eventsOf(share)} >= ${minimumBadEvents}`;

/** Events within a window, from a recorded rate of five minutes. */
export const eventsWithin = (rate: string, window: Duration): Expression =>
  promql`${numberOfSeconds(scrapeInterval)} * sum_over_time(${rate}[${window}])`;

/** Predictions of an hour from which a distribution of them can be judged. */
export const minimumPredictions = 100;

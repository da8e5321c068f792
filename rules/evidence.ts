import { records } from '../models/records';
import { promql, type Expression } from './promql';

/** Bad events of an hour below which a share of them is chance. */
const minimumBadEvents = 5;

/** Holds where a share over an hour is made of enough bad events; `bad` is their part of 1, the share unless said. */
export const enoughBad = (share: string, bad: Expression = promql`${share}`): Expression =>
  promql`${bad} * ${records.eventsOf(share)} >= ${minimumBadEvents}`;

/** Predictions of an hour from which a distribution of them can be judged. */
export const minimumPredictions = 100;

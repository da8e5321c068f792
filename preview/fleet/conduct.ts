import type { Model } from '../../models/model';
import { hash } from './noise';

/** How a simulated model behaves at this moment. */
export interface Conduct {
  /** Unit: requests per second. */
  readonly requests: number;
  /** Share of the usual traffic, from 0 to 1: what is busy in a server follows it. */
  readonly load: number;
  /** Share of requests that fail. */
  readonly errorRatio: number;
  /** Median latency. Unit: seconds; `undefined` where the model has no latency signal. */
  readonly median: number | undefined;
  /** How many times slower than usual. */
  readonly slowdown: number;
  readonly accuracy: number | undefined;
  readonly drifted: boolean;
  /** Time since the last success of a batch model. Unit: seconds. */
  readonly batchAge: number;
  /** The server drops every connection. */
  readonly down: boolean;
}

/** Errors of a healthy model without an objective. */
const usualErrorRatio = 0.0005;
/** Share of its error budget that a healthy model uses. */
const usualBudgetUse = 0.2;

/**
 * A model that keeps all its objectives. `median` is what the runtime's metrics page shows; a server that is slower
 * than the objective allows is simulated as a faster one.
 */
export function healthyConduct(model: Model, median: number | undefined): Conduct {
  const usual = 5 + (hash(model.name) % 30);
  return {
    requests: Math.max(usual, 3 * model.traffic.minimum),
    load: 1,
    errorRatio:
      model.availability === undefined ? usualErrorRatio : usualBudgetUse * (1 - model.availability),
    median,
    slowdown: 1,
    accuracy: model.accuracy === undefined ? undefined : healthyAccuracy(model.accuracy.floor),
    drifted: false,
    batchAge: 0,
    down: false,
  };
}

/** Well above the floor, with as many digits as evaluations give. */
const healthyAccuracy = (floor: number): number => Math.round((floor + 0.4 * (1 - floor)) * 1e4) / 1e4;

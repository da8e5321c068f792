import type { Model } from '../../models/model';
import type { TimingName } from '../../models/timings';
import { hash } from './noise';

/** How a simulated model behaves at this moment. */
export interface Conduct {
  /** Unit: requests per second. A quality job judges as many predictions. */
  readonly requests: number;
  /** Share of the usual traffic, from 0 to 1: what is busy in a server follows it. */
  readonly load: number;
  /** Share of requests that fail. */
  readonly errorRatio: number;
  /** Median of every time that the server tells. Unit: seconds. */
  readonly medians: Medians;
  /** How many times slower than usual, where it is slower. */
  readonly slowdown: Readonly<Partial<Record<TimingName, number>>>;
  readonly accuracy: number | undefined;
  readonly drifted: boolean;
  /** Time since the last success of a batch model. Unit: seconds. */
  readonly batchAge: number;
  /** Log lines that arrive for each request. */
  readonly linesPerRequest: number;
  /** Share of these in which personal data stands. */
  readonly personalShare: number;
  /** Whether a call from outside is answered. */
  readonly reachable: boolean;
  /** The server drops every connection. */
  readonly down: boolean;
}

export type Medians = Readonly<Partial<Record<TimingName, number>>>;

/** Errors of a healthy model without an objective. */
const usualErrorRatio = 0.0005;
/** Share of its error budget that a healthy model uses. */
const usualBudgetUse = 0.2;

/**
 * A model that keeps all its objectives. `medians` are what the metrics page shows; a server that is slower than an
 * objective allows is simulated as a faster one.
 */
export function healthyConduct(model: Model, medians: Medians): Conduct {
  const usual = 5 + (hash(model.name) % 30);
  return {
    requests: Math.max(usual, 3 * model.traffic.minimum),
    load: 1,
    errorRatio:
      model.availability === undefined ? usualErrorRatio : usualBudgetUse * (1 - model.availability),
    medians,
    slowdown: {},
    accuracy: model.accuracy?.floor === undefined ? undefined : wellAbove(model.accuracy.floor),
    drifted: false,
    batchAge: 0,
    linesPerRequest: 1,
    personalShare: 0,
    reachable: true,
    down: false,
  };
}

/** Log lines that arrive in a second. */
export const lineRate = ({ requests, load, linesPerRequest, down }: Conduct): number =>
  down ? 0 : requests * load * linesPerRequest;

/** Lines of errors among them: one for each request that failed, where there are lines for requests. */
export const errorLineRate = (conduct: Conduct): number => lineRate(conduct) * conduct.errorRatio;

/** A score with a good distance from its floor, with as many digits as evaluations give. */
export const wellAbove = (floor: number): number => Math.round((floor + 0.4 * (1 - floor)) * 1e4) / 1e4;

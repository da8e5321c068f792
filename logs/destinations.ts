import type { Environment } from '../environments';
import type { Duration } from '../models/duration';
import { keptAtMost, rolloverAge } from '../models/log-sizing';
import type { Model } from '../models/model';
import { auditDataset, dedicatedRetention, linesDataset, streamName } from './data-streams';
import { logSourceOf } from './routes';

/** A data stream that log lines of a model are written to. */
export interface LogDestination {
  readonly dataStream: string;
  /** How long a document is kept at least: it goes together with those that were written after it. */
  readonly kept: Duration;
  /** And at most. */
  readonly atMost: Duration;
  /** What of the lines is written there. */
  readonly what: string;
}

/**
 * Where a model's log lines go, the stream of its lines first.
 *
 * @throws Error where the environment does not have the model
 */
export function logDestinationsOf(
  model: Model,
  environment: Pick<Environment, 'name' | 'models' | 'retention'>,
): readonly LogDestination[] {
  const source = logSourceOf(environment, model.name);
  if (source === undefined) throw new Error(`no model ${model.name} in ${environment.name}`);
  // Models that share a server share its lines, and the first of them stands for all.
  const { logs } = source.model;
  const what =
    logs.payloadSample > 0
      ? `log lines, with inputs and outputs of ${percent(logs.payloadSample)} of requests`
      : 'log lines';
  const lines = {
    dataStream: streamName(environment, linesDataset(source.model, environment)),
    kept: dedicatedRetention(source.model, environment),
    what,
  };
  const records = {
    dataStream: streamName(environment, auditDataset),
    kept: environment.retention.audit,
    what: 'a record of each prediction',
  };
  const rollover = rolloverAge(environment);
  return (logs.audit ? [lines, records] : [lines]).map((one) => ({
    ...one,
    atMost: keptAtMost(one.kept, rollover),
  }));
}

/** Shares are parts per billion, so they have at most seven digits after the point as percentages. */
const percent = (share: number): string => `${Math.round(share * 1e9) / 1e7}%`;

import type { Environment } from '../environments';
import { printInOneUnit, type Duration } from '../models/duration';
import type { Model } from '../models/model';

/** The dataset of the lines that models write about their predictions and themselves. */
export const inferenceDataset = 'ml.inference';
/** The dataset of the records of predictions that must be answered for. */
export const auditDataset = 'ml.audit';
/** The dataset of documents that Elasticsearch refused. */
export const deadLetterDataset = 'ml.deadletter';

const forbidden = /[^a-z0-9_.]/g;

/**
 * A part of a data stream's name. Elastic's naming scheme separates the parts with hyphens, so none may stand inside
 * one: `fraud-scorer` becomes `fraud_scorer`.
 *
 * @throws Error where nothing is left, or where the part is longer than the 100 bytes that Elasticsearch allows
 */
export function streamPart(text: string): string {
  const part = text.toLowerCase().replace(forbidden, '_');
  if (part === '' || part.length > 100) throw new Error(`no part of a data stream's name: "${text}"`);
  return part;
}

export const streamNamespace = (environment: Pick<Environment, 'name'>): string =>
  streamPart(environment.name);

/** `logs-<dataset>-<environment>`: one stream per class of data, for all models together. */
export const streamName = (environment: Pick<Environment, 'name'>, dataset: string): string =>
  `logs-${streamPart(dataset)}-${streamNamespace(environment)}`;

/** How long the lines of a model that has a stream of its own are kept. */
export const dedicatedRetention = (
  { logs }: Pick<Model, 'logs'>,
  { retention }: Pick<Environment, 'retention'>,
): Duration => logs.retention ?? retention.logs;

/**
 * The dataset of a model that has a stream of its own: `ml.inference.fraud_scorer.90d`. Elasticsearch gives a stream its
 * retention when it creates it, so the retention is part of the name: another retention is another stream, and old
 * lines go when they were promised to go.
 */
export const dedicatedDataset = (
  model: Pick<Model, 'name' | 'logs'>,
  environment: Pick<Environment, 'retention'>,
): string => `${ownedBy(model)}.${printInOneUnit(dedicatedRetention(model, environment))}`;

/** Every stream that the model has had of its own; a name has no dots, so these are no other model's. */
export const dedicatedStreams = (
  model: Pick<Model, 'name'>,
  environment: Pick<Environment, 'name'>,
): string => `logs-${ownedBy(model)}.*-${streamNamespace(environment)}`;

/** Every stream of a model's own whose lines are kept for that long. */
export const dedicatedStreamsKept = (kept: Duration, environment: Pick<Environment, 'name'>): string =>
  `logs-${inferenceDataset}.*.${printInOneUnit(kept)}-${streamNamespace(environment)}`;

/**
 * The dataset of the lines that only one team may read: `ml.team.risk.30d`. The free licence limits a right to read to
 * streams and not to documents. The retention is part of the name for the same reason as above.
 */
export const teamDataset = (team: string, { retention }: Pick<Environment, 'retention'>): string =>
  `${teamPrefix(team)}.${printInOneUnit(retention.logs)}`;

/** Every stream that the team has had of its own; a team's name has no dots. */
export const teamStreams = (team: string, environment: Pick<Environment, 'name'>): string =>
  `logs-${teamPrefix(team)}.*-${streamNamespace(environment)}`;

const teamsDataset = 'ml.team';
const teamPrefix = (team: string): string => `${teamsDataset}.${streamPart(team)}`;

/** Every stream that any model or any team has, or has had, of its own. */
export const ownStreams = (environment: Pick<Environment, 'name'>): readonly string[] =>
  [inferenceDataset, teamsDataset].map((dataset) => `logs-${dataset}.*-${streamNamespace(environment)}`);

/** Where a model's lines lie: in a stream of its own, of its team's, or with those of all others. */
export function linesDataset(
  model: Pick<Model, 'name' | 'team' | 'logs'>,
  environment: Pick<Environment, 'retention'>,
): string {
  if (model.logs.isolation === 'dedicated') return dedicatedDataset(model, environment);
  return model.logs.readers === 'team' ? teamDataset(model.team, environment) : inferenceDataset;
}

const ownedBy = ({ name }: Pick<Model, 'name'>): string => `${inferenceDataset}.${streamPart(name)}`;

/** Every stream of the environment, those of classes that come later included. */
export const streamPattern = (environment: Pick<Environment, 'name'>): string =>
  `logs-ml.*-${streamNamespace(environment)}`;

import type { Environment } from '../environments';

/** The dataset of the lines that models write about their predictions and themselves. */
export const inferenceDataset = 'ml.inference';

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

/** Every stream of the environment, those of classes that come later included. */
export const streamPattern = (environment: Pick<Environment, 'name'>): string =>
  `logs-ml.*-${streamNamespace(environment)}`;

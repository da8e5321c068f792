import { bytesOf } from './bytes';
import { inSeconds, type Duration } from './duration';
import type { Model } from './model';
import { runtimes } from './runtimes';
import { scrapeInterval } from './scrape-interval';

/**
 * What Prometheus needs, from what is declared. Each constant has its source; docs/sizing.md works them through.
 */

/**
 * Series that a model adds beside those of its own pages: records, thresholds, and what Prometheus tells of its targets.
 * Measured with a thousand models (docs/performance.md): 411,000 series, of which half are pages.
 */
export const seriesBesidePages = 200;

/**
 * Summary series of a model. The richest entry of the tests has fewer; what is left is for labels: features, classes,
 * segments, and versions, of which a year brings many.
 */
export const summariesPerModel = 80;

/** What an empty cluster tells of itself: kubelets, kube-state-metrics, the API server and what watches. An allowance. */
export const seriesOfCluster = 30_000;

/**
 * A GiB carries so many series: 8.6 kB each. With a thousand models 5.8 to 7.2 kB were measured (docs/scaling.md), of which
 * about 4 kB are the head's and the rest goes into rules and queries; a fifth is left for restarts and queries of people.
 */
export const seriesPerGibibyte = 125_000;

/** The upper of the 1 to 2 bytes that Prometheus' documentation plans for (Storage, Operational aspects). */
export const bytesPerSample = 2;

/**
 * Share of a volume that blocks may fill. The rest is for the write-ahead log, which retention by size does count but
 * cannot shorten, and for a compaction, which writes a block before it deletes those that went into it.
 */
export const usableShare = 0.85;

/** What a Prometheus with so many series does. */
export interface Load {
  readonly series: number;
  readonly samplesPerSecond: number;
}

export const loadOf = (series: number, every: Duration): Load => ({
  series,
  samplesPerSecond: Math.ceil(series / inSeconds(every)),
});

/** Series of one model with so many pods of each of its servers; a gateway has one page, whoever pushes. */
export const seriesOfModel = ({ sources }: Pick<Model, 'sources'>, pods: number): number =>
  sources.reduce(
    (sum, { runtime, gateway }) => sum + runtimes[runtime].series * (gateway ? 1 : pods),
    seriesBesidePages,
  );

/** With one pod of every model: what is needed in any case. */
export const leastLoad = (models: readonly Pick<Model, 'sources'>[]): Load =>
  loadOf(
    models.reduce((sum, model) => sum + seriesOfModel(model, 1), seriesOfCluster),
    scrapeInterval,
  );

/** With every model at its budget, from which on ModelCardinalityBudget tells. */
export const mostLoad = (models: readonly Pick<Model, 'seriesBudget'>[]): Load =>
  loadOf(
    models.reduce((sum, { seriesBudget }) => sum + seriesBudget + seriesBesidePages, seriesOfCluster),
    scrapeInterval,
  );

/** Series for which so much memory is planned. */
export const seriesIn = (memory: string): number =>
  Math.floor((bytesOf(memory) / 2 ** 30) * seriesPerGibibyte);

export const memoryFor = ({ series }: Load): number => (series / seriesPerGibibyte) * 2 ** 30;

/** Bytes that blocks take. */
export const diskFor = ({ samplesPerSecond }: Load, kept: Duration): number =>
  samplesPerSecond * inSeconds(kept) * bytesPerSample;

/** Bytes of a volume that blocks may fill. */
export const usableOf = (volume: string): number => Math.floor(bytesOf(volume) * usableShare);

/** How large blocks may get before the oldest goes, in Prometheus' notation, whose units are powers of two as well. */
export const retentionSize = (volume: string): string => `${Math.floor(usableOf(volume) / 2 ** 20)}MB`;

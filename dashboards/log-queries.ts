import { failedLevels } from '../models/log-levels';
import type { LogMetric, LogQuery } from './grafana';
import { narrowedBy } from './log-variables';

/**
 * Questions to Elasticsearch. Lucene wants its operators in capitals; the value of a variable that may be several is
 * written by Grafana as `("a" OR "b")`.
 */

const ofModel = `service.name:\${${narrowedBy.model}:lucene}`;
const searched = `(\${${narrowedBy.text}:raw})`;

/** The lines that a reader has chosen. */
export const chosenLines = `${ofModel} AND (log.level:\${${narrowedBy.level}:lucene}) AND ${searched}`;

/** Those that say that something failed, whatever level was chosen. */
export const failedLines = `${ofModel} AND log.level:(${failedLevels.join(' OR ')}) AND ${searched}`;

/** Those of requests that took long, in nanoseconds. */
export const slowLines = `${ofModel} AND event.duration:[\${${narrowedBy.slow}} TO *] AND ${searched}`;

const timeField = '@timestamp';
const count: LogMetric = { id: '1', type: 'count' };

/** The lines themselves, newest first. */
export const linesOf = (query: string): LogQuery => ({
  query,
  alias: '',
  timeField,
  metrics: [{ id: '1', type: 'logs', settings: { limit: '500' } }],
  bucketAggs: [],
});

/** How many there are over time, for each value of a field where one is given. */
export const countsOverTime = (query: string, by?: string): LogQuery => ({
  query,
  alias: '',
  timeField,
  metrics: [count],
  bucketAggs: [
    ...(by === undefined ? [] : [values(by, '2', 10)]),
    {
      id: '3',
      type: 'date_histogram',
      field: timeField,
      settings: { interval: 'auto', min_doc_count: '0', trimEdges: '0' },
    },
  ],
});

/** How many there are of each combination of values, most first, and the largest value of a field in each. */
export const countsBy = (query: string, by: readonly string[], largest?: string): LogQuery => ({
  query,
  alias: '',
  timeField,
  metrics: [count, ...(largest === undefined ? [] : [{ id: '2', type: 'max' as const, field: largest }])],
  bucketAggs: by.map((field, index) => values(field, String(index + 3), 20)),
});

const values = (field: string, id: string, size: number) => ({
  id,
  type: 'terms' as const,
  field,
  settings: { size: String(size), order: 'desc', orderBy: '_count', min_doc_count: '1' },
});

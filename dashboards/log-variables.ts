import { dataSourceUids, logSourceVariableName, modelVariableName } from '../models/links';
import { logLevels } from '../models/log-levels';
import { logSource } from './layout';
import type { Variable } from './variables';

/** Names of what narrows the lines down; links and queries use them. */
export const narrowedBy = { model: modelVariableName, level: 'level', text: 'search', slow: 'slow' } as const;

const all = { text: 'All', value: '$__all' } as const;
const several = { multi: true, includeAll: true, options: [] } as const;

/** Durations from which a prediction may be called slow, in the nanoseconds that lines have. */
const durations = { '100 ms': 1e8, '500 ms': 5e8, '1 s': 1e9, '2 s': 2e9, '5 s': 5e9, '10 s': 1e10 } as const;

/** What a reader chooses on the board about logs. */
export const logVariables = [
  {
    name: logSourceVariableName,
    label: 'Logs',
    type: 'datasource',
    query: 'elasticsearch',
    regex: '',
    current: { text: 'Model Observatory logs', value: dataSourceUids.elasticsearch },
    options: [],
    refresh: 1,
  },
  {
    name: narrowedBy.model,
    label: 'Model',
    type: 'query',
    datasource: logSource,
    query: JSON.stringify({ find: 'terms', field: 'service.name', size: 500 }),
    regex: '',
    refresh: 2,
    sort: 1,
    current: all,
    allValue: '*',
    ...several,
  },
  {
    name: narrowedBy.level,
    label: 'Level',
    type: 'custom',
    query: logLevels.join(','),
    current: all,
    // A line need not say its level.
    allValue: '* OR (*:* AND NOT _exists_:log.level)',
    ...several,
  },
  {
    name: narrowedBy.slow,
    label: 'Slow from',
    type: 'custom',
    query: Object.entries(durations)
      .map(([text, nanoseconds]) => `${text} : ${nanoseconds}`)
      .join(','),
    current: { text: '1 s', value: String(durations['1 s']) },
    options: [],
  },
  {
    name: narrowedBy.text,
    label: 'Search',
    type: 'textbox',
    query: '*',
    current: { text: '*', value: '*' },
    options: [],
  },
] as const satisfies readonly Variable[];

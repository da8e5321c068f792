import { boardUids, logSourceVariableName } from '../models/links';
import type { UnplacedPanel } from './grafana';
import { linkTo } from './link-to';
import { chosenLines, countsBy, countsOverTime, failedLines, linesOf, slowLines } from './log-queries';
import { narrowedBy } from './log-variables';
import { palette } from './palette';
import { stat } from './panel';
import { logBars } from './panel-log-bars';
import { logTable, type LogColumn } from './panel-log-table';
import { logs } from './panel-logs';
import { units } from './units';

const noLines = 'No line fits';
const noFailure = 'None failed';
const noSlow = 'None was slow, or lines do not say';

/** Shows the model of a cell and no other, of the lines that are chosen otherwise. */
const modelColumn: LogColumn = {
  field: 'service.name',
  title: 'Model',
  link: linkTo({
    title: 'Only this model',
    uid: boardUids.logs,
    model: '${__value.raw}',
    kept: [logSourceVariableName, narrowedBy.level, narrowedBy.slow, narrowedBy.text],
  }),
};
const countColumn: LogColumn = { field: 'Count', title: 'Lines', unit: units.count };

/** How many lines of which kind there are in the time range. */
export const logStats: readonly UnplacedPanel[] = [
  stat({
    key: 'lines-count',
    title: 'Lines',
    description: 'Log lines that fit what is chosen above (log.level, service.name), in the time range.',
    unit: units.count,
    noValue: '0',
    query: countsOverTime(chosenLines),
    of: 'sum',
  }),
  stat({
    key: 'failed-count',
    title: 'Errors',
    description:
      'Lines of level error or critical (log.level) of the chosen models, whatever level is chosen.',
    unit: units.count,
    noValue: '0',
    query: countsOverTime(failedLines),
    of: 'sum',
  }),
  stat({
    key: 'failed-models',
    title: 'Models with errors',
    description: 'Chosen models of which at least one line is of level error or critical; 20 at most.',
    unit: units.count,
    noValue: '0',
    query: countsBy(failedLines, ['service.name']),
    of: 'values',
  }),
  stat({
    key: 'slow-count',
    title: 'Slow predictions',
    description:
      'Lines that say that a request took at least as long as is chosen above (event.duration). Only lines that say a duration count.',
    unit: units.count,
    noValue: '0',
    query: countsOverTime(slowLines),
    of: 'sum',
  }),
];

/** When lines were written, and by whom those that say that something failed. */
export const logVolume: readonly UnplacedPanel[] = [
  logBars({
    key: 'lines-by-level',
    title: 'Lines by level',
    description: 'Log lines over time by their level (log.level); of lines that say one.',
    noValue: noLines,
    query: countsOverTime(chosenLines, 'log.level'),
    colours: {
      trace: palette.faint,
      debug: palette.medium,
      info: palette.strong,
      warning: palette.warning,
      error: palette.critical,
      critical: palette.fatal,
    },
  }),
  logBars({
    key: 'errors-by-model',
    title: 'Errors by model',
    description: 'Lines of level error or critical over time, of the ten models that write most of them.',
    noValue: noFailure,
    query: countsOverTime(failedLines, 'service.name'),
  }),
];

/** What failed most, and who was slow. */
export const logRankings: readonly UnplacedPanel[] = [
  logTable({
    key: 'error-types',
    title: 'Most frequent errors',
    description:
      'Kinds of errors (error.type) by model, most frequent first, and when each was seen last. Lines that name no kind are not here.',
    noValue: noFailure,
    query: countsBy(failedLines, ['service.name', 'error.type'], '@timestamp'),
    columns: [
      modelColumn,
      { field: 'error.type', title: 'Error' },
      countColumn,
      { field: 'Max', title: 'Last seen', unit: units.moment },
    ],
    most: countColumn.title,
  }),
  logTable({
    key: 'slow-models',
    title: 'Slow predictions by model',
    description:
      'Requests that took at least as long as is chosen above, by model, and the slowest of them (event.duration).',
    noValue: noSlow,
    query: countsBy(slowLines, ['service.name'], 'event.duration'),
    columns: [modelColumn, countColumn, { field: 'Max', title: 'Slowest', unit: units.nanoseconds }],
    most: countColumn.title,
  }),
];

/** The lines themselves. */
export const logLines: readonly UnplacedPanel[] = [
  logs({
    key: 'lines',
    title: 'Lines',
    description:
      'The newest 500 lines that fit what is chosen above. A click on a line shows its fields, such as http.request.id and trace.id.',
    noValue: noLines,
    query: linesOf(chosenLines),
  }),
];

/** Those of slow predictions, which are asked for when somebody wants to see them. */
export const slowPredictions: readonly UnplacedPanel[] = [
  logs({
    key: 'slow-lines',
    title: 'Lines of slow predictions',
    description:
      'The newest 500 lines whose request took at least as long as is chosen above (event.duration).',
    noValue: noSlow,
    query: linesOf(slowLines),
  }),
];

import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { thresholds } from '../../models/names';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import { runbookAddress } from '../addresses';
import { firingAlerts } from '../annotations';
import { board } from '../board';
import { chosenPanels, type Beside } from '../chosen-panels';
import { drillDowns, waysFrom } from '../drill-downs';
import { feedsOfKind, type Feeds } from '../feeds';
import type { Dashboard } from '../grafana';
import { limitLine } from '../limits';
import { batchPanels } from '../model-batch';
import { palette } from '../palette';
import { ofChosen } from '../queries';
import { chosenModel, modelsOfKind, modelVariable, teamVariable } from '../variables';
import { batchHistory, batchStats, batchTable } from './batch-fleet';

/** Whether runs succeed in time and score what they should: of all batch models, then of one. */
export function batchBoard(environment: Environment): Dashboard {
  const feeds = feedsOfKind('batch', environment);
  return board(
    {
      uid: boardUids.batch,
      title: drillDowns.batch.title,
      description: 'Which job is late, and did the last run score everything? Choose a model above.',
      tags: ['batch'],
      // A nightly run is a point; a week shows the pattern.
      from: 'now-7d',
      variables: [teamVariable, modelVariable('one', [modelsOfKind('batch')])],
      leadsTo: waysFrom('batch', environment),
      addresses: [runbookAddress(environment)],
      annotations: [firingAlerts(`${chosenModel}, alertname=~"(ModelBatch|Data).*"`)],
      sections: [
        {
          key: 'batch-fleet',
          title: 'Batch models (team: $team)',
          collapsed: false,
          bands: [
            { height: 4, perLine: 5, panels: batchStats(feeds) },
            { height: 7, perLine: 1, panels: [batchTable(environment)] },
            { height: 6, perLine: 1, panels: [batchHistory] },
          ],
        },
        {
          key: 'batch-runs',
          title: 'Runs of $model',
          collapsed: false,
          bands: [{ height: 8, perLine: 3, panels: chosenPanels(feeds, batchPanels, besideOf(feeds)) }],
        },
      ],
    },
    environment,
  );
}

/** What is promised of runs, and what belongs beside what they tell. */
const besideOf = (feeds: Feeds): Readonly<Record<string, Beside>> => ({
  'batch-success': { series: [limitLine(thresholds.batchSilence, 'overdue')] },
  'batch-duration': {
    series: [
      ...(feeds('batchRunning')
        ? [
            {
              expr: ofChosen(signals.batchRunning.series),
              legend: 'current run',
              colour: palette.warning,
            },
          ]
        : []),
      limitLine(thresholds.batchDeadline, 'deadline'),
    ],
  },
  'batch-start': { series: [limitLine(thresholds.batchStart, 'not started')] },
  'batch-push': {
    series: [
      {
        expr: `time() - (${ofChosen(signals.batchPushFailure.series)} > 0)`,
        legend: 'refused',
        colour: palette.errors,
      },
      limitLine(thresholds.batchSilence, 'overdue'),
    ],
  },
  'batch-rows': {
    series: [
      ...(feeds('batchFailedRows')
        ? [
            {
              expr: ofChosen(records.latest(signals.batchFailedRows.series)),
              legend: 'failed',
              colour: palette.errors,
            },
          ]
        : []),
      limitLine(thresholds.batchRowsMin, 'least'),
      limitLine(thresholds.batchRowsMax, 'most'),
    ],
  },
  'batch-completion': { series: [limitLine(thresholds.completion, 'promised')] },
});

import type { Environment } from '../../environments';
import { boardUids } from '../../models/links';
import { practice } from '../../models/practice';
import { signals } from '../../models/signals';
import { runbookAddress } from '../addresses';
import { deployments, firingAlerts } from '../annotations';
import { board } from '../board';
import { chosenPanels } from '../chosen-panels';
import { chosenTimings } from '../chosen-timings';
import { drillDowns, waysFrom } from '../drill-downs';
import { feedsOfKind, type Feeds } from '../feeds';
import type { Dashboard, UnplacedPanel } from '../grafana';
import { serverPanels } from '../model-capacity';
import { generationPanels } from '../model-generation';
import { palette } from '../palette';
import { timeSeries } from '../panel-timeseries';
import { lines, ofChosen } from '../queries';
import { linesAt } from '../thresholds';
import { units } from '../units';
import { chosenModel, modelsOfKind, modelVariable, teamVariable } from '../variables';
import { llmStats, llmTable } from './llm-fleet';

/** How language models serve: how soon and how evenly answers come, and what holds them up; of all, then of one. */
export function llmBoard(environment: Environment): Dashboard {
  const feeds = feedsOfKind('llm', environment);
  return board(
    {
      uid: boardUids.llm,
      title: drillDowns.llm.title,
      description: 'Do answers come soon and evenly, and what holds them up? Choose a model above.',
      tags: ['llm'],
      from: 'now-6h',
      variables: [teamVariable, modelVariable('one', [modelsOfKind('llm')])],
      leadsTo: waysFrom('llm', environment),
      addresses: [runbookAddress(environment)],
      annotations: [deployments(chosenModel, 'model_name, model_version'), firingAlerts(chosenModel)],
      sections: [
        {
          key: 'llm-fleet',
          title: 'Language models (team: $team)',
          collapsed: false,
          bands: [
            { height: 4, perLine: 5, panels: llmStats(feeds) },
            { height: 8, perLine: 1, panels: [llmTable(environment)] },
          ],
        },
        {
          key: 'llm-answers',
          title: 'Answers of $model',
          collapsed: false,
          bands: [
            {
              height: 8,
              perLine: 2,
              panels: [
                ...chosenTimings(feeds, 'timeToFirstToken'),
                ...chosenTimings(feeds, 'interTokenLatency'),
              ],
            },
            {
              height: 8,
              perLine: 3,
              panels: [...tokensPerRequest(feeds), ...chosenPanels(feeds, generationPanels, beside)],
            },
          ],
        },
        {
          key: 'llm-capacity',
          title: 'Room of $model',
          collapsed: false,
          bands: [
            {
              height: 8,
              perLine: 3,
              panels: [...chosenPanels(feeds, serverPanels, beside), ...chosenTimings(feeds, 'queueWait')],
            },
          ],
        },
      ],
    },
    environment,
  );
}

const beside = {
  saturation: {
    lines: linesAt(practice.saturation),
    hint: 'The line is what leaves room for more.',
  },
  preemptions: {
    lines: linesAt(practice.preemptionShare),
    hint: 'The line is what practice takes for normal.',
  },
} as const;

/** Long prompts and long answers are the usual reason of slow ones. */
const tokensPerRequest = (feeds: Feeds): readonly UnplacedPanel[] => {
  const parts = [
    { signal: 'promptTokens', legend: 'prompt', colour: palette.medium },
    { signal: 'tokens', legend: 'answer', colour: palette.strongest },
  ] as const;
  const told = parts.filter(({ signal }) => feeds(signal) && feeds('requests'));
  if (told.length === 0) return [];
  return [
    timeSeries({
      key: 'tokens-per-request',
      title: 'Tokens of a request',
      description: `Mean length of prompts and answers (${told.map(({ signal }) => signals[signal].series).join(', ')}, by ${signals.requests.series}). Longer ones take longer, whatever the server does.`,
      unit: units.count,
      noValue: 'No traffic',
      series: told.map(({ signal, legend, colour }) => ({
        expr: lines(ofChosen(signals[signal].series), `/ (${ofChosen(signals.requests.series)} > 0)`),
        legend,
        colour,
      })),
    }),
  ];
};

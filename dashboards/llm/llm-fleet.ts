import type { Environment } from '../../environments';
import { hours, minutes } from '../../models/duration';
import { boardUids } from '../../models/links';
import { K, thresholds } from '../../models/names';
import { practice } from '../../models/practice';
import { records } from '../../models/records';
import { signals, type SignalName } from '../../models/signals';
import type { Feeds } from '../feeds';
import type { UnplacedPanel } from '../grafana';
import { stat, valueNow, type Stat } from '../panel';
import { kindTable, type SignalColumn } from '../kind-table';
import { against, lines, ofKind, perModel } from '../queries';
import { badFrom } from '../thresholds';
import { units } from '../units';

const of = (expr: string): string => ofKind('llm', expr);
const requests = signals.requests.series;
const firstToken = records.quantile('timeToFirstToken', 'p95');

const stats: readonly (Stat & { readonly signal: SignalName })[] = [
  {
    signal: 'tokens',
    key: 'tokens-of-all',
    title: 'Tokens generated',
    description: `Tokens that the language models of the chosen teams generate per second (${signals.tokens.series}).`,
    unit: units.tokenRate,
    noValue: 'No traffic',
    query: valueNow(`sum(\n  ${of(signals.tokens.series)}\n)`),
  },
  {
    signal: 'promptTokens',
    key: 'prompt-tokens-of-all',
    title: 'Tokens of prompts',
    description: `Tokens of prompts per second, of the same models (${signals.promptTokens.series}).`,
    unit: units.tokenRate,
    noValue: 'No traffic',
    query: valueNow(`sum(\n  ${of(signals.promptTokens.series)}\n)`),
  },
  {
    signal: 'timeToFirstToken',
    key: 'slowest-first-token',
    title: 'Slowest first token, p95',
    description: `The model of which 5 of 100 answers take longest to begin (${firstToken}).`,
    unit: units.seconds,
    noValue: 'No traffic',
    query: valueNow(`topk(1,\n  ${of(firstToken)}\n)`, '{{model_name}}'),
    shows: 'name',
  },
  {
    signal: 'queueDepth',
    key: 'waiting-of-all',
    title: 'Waiting requests',
    description: `Requests that wait for a free place, over all these models (${signals.queueDepth.series}).`,
    unit: units.count,
    noValue: 'Nothing arrives',
    query: valueNow(`sum(\n  ${of(signals.queueDepth.series)}\n)`),
  },
  {
    signal: 'saturation',
    key: 'fullest',
    title: 'Fullest',
    description: `The model whose scarcest resource, most often the cache of keys and values, is fullest (${signals.saturation.series}).`,
    unit: units.ratio,
    noValue: 'Nothing arrives',
    query: valueNow(`topk(1,\n  ${of(signals.saturation.series)}\n)`, '{{model_name}}'),
    steps: badFrom({ warning: practice.saturation }),
    shows: 'name',
  },
];

/** How all language models do, in one line of numbers. */
export const llmStats = (feeds: Feeds): readonly UnplacedPanel[] =>
  stats.filter(({ signal }) => feeds(signal)).map(stat);

const perRequest = (tokens: string): string =>
  lines(perModel(tokens), `/ on (${K}) (max by (${K}) (${requests}) > 0)`);

/** Whether a model tells of it decides whether the table has the column. */
const columns: readonly SignalColumn[] = [
  { signal: 'requests', title: 'Requests', expr: perModel(requests), unit: units.requestRate },
  { signal: 'errors', title: 'Errors', expr: perModel(records.errorRatio(minutes(5))), unit: units.ratio },
  { signal: 'timeToFirstToken', title: 'First token p95', expr: perModel(firstToken), unit: units.seconds },
  {
    signal: 'timeToFirstToken',
    title: 'Late ÷ allowed',
    expr: against(
      perModel(records.slowRatio('timeToFirstToken', hours(1))),
      '/',
      thresholds.firstTokenBudget,
    ),
    unit: units.burn,
    steps: badFrom({ warning: 1 }),
  },
  {
    signal: 'interTokenLatency',
    title: 'Gap p95',
    expr: perModel(records.quantile('interTokenLatency', 'p95')),
    unit: units.seconds,
  },
  { signal: 'tokens', title: 'Generated', expr: perModel(signals.tokens.series), unit: units.tokenRate },
  {
    signal: 'saturation',
    title: 'Fullness',
    expr: perModel(signals.saturation.series),
    unit: units.ratio,
    steps: badFrom({ warning: practice.saturation }),
  },
  { signal: 'queueDepth', title: 'Waiting', expr: perModel(signals.queueDepth.series), unit: units.count },
  {
    signal: 'preemptions',
    title: 'Preempted',
    expr: perRequest(signals.preemptions.series),
    unit: units.ratio,
    steps: badFrom({ warning: practice.preemptionShare }),
  },
  { signal: 'gpuBusy', title: 'GPU busy', expr: perModel(signals.gpuBusy.series), unit: units.ratio },
];

/** One row per language model, those in trouble first. */
export const llmTable = (environment: Environment): UnplacedPanel =>
  kindTable(
    {
      kind: 'llm',
      board: boardUids.llm,
      key: 'llm-models',
      title: 'Language models',
      description: `Language models of the chosen teams, worst alert first. Late are first tokens of an hour that came after the objective, as a part of what it allows: from 1 on it is missed if it goes on (${records.slowRatio('timeToFirstToken', hours(1))}). Fullness is that of the scarcest resource (${signals.saturation.series}). A dash means that the model does not tell. A name chooses the model for the panels below.`,
      columns,
    },
    environment,
  );

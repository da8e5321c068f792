import type { FeedUnit } from '../models/feed';
import { histogramOfModel } from '../models/histogram-of';
import { K, modelInfo, type Severity } from '../models/names';
import type { Model } from '../models/model';
import type { ModelKind } from '../models/runtime';
import { signals, type SignalName } from '../models/signals';
import { severityRanks } from './states';
import { chosenModel, modelsOfKind, modelsOfTeams } from './variables';

/**
 * Fragments of PromQL. Boards read recorded series, which exist once per model whatever serves it; ratios are taken as
 * recorded and never computed from other ratios.
 */

/** Clauses on lines of their own. */
export const lines = (...clauses: readonly string[]): string => clauses.join('\n');

/** Matchers that select one model. */
export const selectorOf = ({ namespace, name }: Pick<Model, 'namespace' | 'name'>): string =>
  `namespace="${namespace}", model_name="${name}"`;

/** A recorded series of one model. */
export const seriesOf = (
  series: string,
  model: Pick<Model, 'namespace' | 'name'>,
  ...matchers: readonly string[]
): string => `${series}{${[selectorOf(model), ...matchers].join(', ')}}`;

/** More lines than this cannot be told apart. */
export const mostLines = 20;

/**
 * Of many lines those that were largest at any time of the board's range, whole: chosen once, because choosing at each moment
 * draws every line that was ever among them, and only in part. A choice costs as much as the chart, however long the range.
 */
export const largest = (expr: string): string => chosenOf('topk', 'max_over_time', expr);
/** The same of those that were smallest. */
export const smallest = (expr: string): string => chosenOf('bottomk', 'min_over_time', expr);

const chosenOf = (choose: 'topk' | 'bottomk', over: string, expr: string): string => {
  const isSelector = /^[\w:]+(?:\{[^{}]*\})?$/.test(expr);
  const whole = isSelector ? expr : lines('(', ...expr.split('\n').map((clause) => `  ${clause}`), ')');
  return lines(whole, `and ${choose}(${mostLines}, ${over}(${whole}[$__range:$__interval] @ end()))`);
};

/** One series per model, without the metric's name, as joined table columns need it. */
export const perModel = (expr: string): string => `max by (${K}) (${expr})`;

/** A count that is 0 and not missing when nothing is there. */
export const countOf = (expr: string): string => lines(`count(`, `  ${expr}`, `) or vector(0)`);

/** Compares a recorded series with the models' own threshold series, as alerts do. */
export const against = (series: string, operator: '>' | '<' | '/' | '-', threshold: string): string =>
  lines(series, `  ${operator} on (${K}) max by (${K}) (${threshold})`);

/** A recorded series of the model that the reader has chosen. */
export const ofChosen = (series: string, ...matchers: readonly string[]): string =>
  `${series}{${[chosenModel, ...matchers].join(', ')}}`;

/** What the entry of the chosen model says, whatever other labels the threshold has. */
export const limitOfChosen = (threshold: string): string => `max by (${K}) (${ofChosen(threshold)})`;

/** What is told of models of the chosen teams, and of no others: a row too many would have no name. */
export const ofTeams = (expr: string): string => lines(expr, `and on (${K}) ${modelsOfTeams}`);
/** The same of their models of one kind. */
export const ofKind = (kind: ModelKind, expr: string): string =>
  lines(expr, `and on (${K}) ${modelsOfKind(kind)}`);

/** Models of which anything arrives: requests from servers, results from batch jobs. */
export const reporting = lines(
  `${modelInfo} and on (${K}) (`,
  `    ${signals.requests.series} or ${signals.batchSuccess.series}`,
  '  )',
);

const severities = (Object.keys(severityRanks) as Severity[]).sort(
  (a, b) => severityRanks[b] - severityRanks[a],
);

/** Rank of the worst alert that fires, by labels; nothing where none fires. */
export const worstAlert = (matchers: string, by: string): string =>
  severities
    .map(
      (severity) =>
        `max by (${by}) (${severityRanks[severity]} * ALERTS{alertstate="firing", severity="${severity}", ${matchers}})`,
    )
    .join('\nor ');

/** The same for every model of the inventory, 0 where none fires. */
export const worstAlertPerModel = lines(
  worstAlert('model_name!=""', K),
  `or max by (${K}) (0 * ${modelInfo})`,
);

/** Unit in which the histogram of a model's signal has its bounds. */
export const boundUnit = (model: Pick<Model, 'sources'>, signal: SignalName): FeedUnit =>
  histogramOfModel(model, signal)?.unit ?? 's';

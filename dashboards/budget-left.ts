import { printDuration } from '../models/duration';
import type { Model } from '../models/model';
import { thresholds } from '../models/names';
import { records } from '../models/records';
import { timingNames, timingOf } from '../models/timings';
import type { UnplacedPanel } from './grafana';
import { timeSeries } from './panel-timeseries';
import { against, lines, seriesOf } from './queries';
import { linesAt } from './thresholds';
import { units } from './units';

/** Budgets of a model, by the objective that they are of, as entries call it. */
const budgetsOf = (
  model: Model,
): readonly { readonly objective: string; readonly ratio: string; readonly budget: string }[] => [
  ...(model.availability === undefined
    ? []
    : [
        {
          objective: 'availability',
          ratio: records.errorRatioOfWindow,
          budget: thresholds.errorBudget,
        },
      ]),
  ...timingNames.flatMap((timing) => {
    const { objective, budget } = timingOf(timing);
    return objective(model)?.kind === 'quantile'
      ? [{ objective: timing, ratio: records.slowRatioOfWindow(timing), budget }]
      : [];
  }),
];

/** What objectives still allow within their window. */
export function budgetLeftChart(model: Model): readonly UnplacedPanel[] {
  const budgets = budgetsOf(model);
  if (budgets.length === 0) return [];
  return [
    timeSeries({
      key: 'budget-left',
      title: 'Budgets left',
      description: `What is left of what the objectives allow within ${printDuration(model.window)} (1 - ${budgets.map(({ ratio, budget }) => `${ratio} ÷ ${budget}`).join(', 1 - ')}). Below the line an objective is missed.`,
      unit: units.ratio,
      noValue: 'No traffic',
      series: budgets.map(({ objective, ratio, budget }) => ({
        expr: lines('1 -', against(seriesOf(ratio, model), '/', seriesOf(budget, model))),
        legend: objective,
      })),
      lines: linesAt(0),
      atLeast: { max: 1 },
    }),
  ];
}

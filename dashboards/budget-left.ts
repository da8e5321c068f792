import { printDuration } from '../models/duration';
import type { Model } from '../models/model';
import { ratios } from '../models/ratios';
import type { UnplacedPanel } from './grafana';
import { titleOf } from './objectives/promises';
import { timeSeries } from './panel-timeseries';
import { against, lines, seriesOf } from './queries';
import { linesAt } from './thresholds';
import { units } from './units';

/** What objectives still allow within their window. */
export function budgetLeftChart(model: Model): readonly UnplacedPanel[] {
  const budgets = ratios.filter(({ promisedBy }) => promisedBy(model));
  if (budgets.length === 0) return [];
  return [
    timeSeries({
      key: 'budget-left',
      title: 'Budgets left',
      description: `What is left of what the objectives allow within ${printDuration(model.window)} (1 - ${budgets.map(({ ofWindow, budget }) => `${ofWindow} ÷ ${budget}`).join(', 1 - ')}). Below the line an objective is missed.`,
      unit: units.ratio,
      noValue: 'No traffic',
      series: budgets.map((ratio) => ({
        expr: lines('1 -', against(seriesOf(ratio.ofWindow, model), '/', seriesOf(ratio.budget, model))),
        legend: titleOf(ratio),
      })),
      lines: linesAt(0),
      atLeast: { max: 1 },
    }),
  ];
}

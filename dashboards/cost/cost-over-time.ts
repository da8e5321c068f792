import type { Environment } from '../../environments';
import { costRecords } from '../../models/cost-records';
import { K } from '../../models/names';
import type { UnplacedPanel } from '../grafana';
import { timeSeries } from '../panel-timeseries';
import { largest, mostLines } from '../queries';
import { moneyOf } from './money';

const { ofPool, ofTeam, ofModel } = costRecords;
const noValue = 'No GPU with a price reports';

/** How cost has moved: by what it is for, by pool, by whom. */
export function costCharts(environment: Environment): readonly UnplacedPanel[] {
  const { perHour: unit } = moneyOf(environment);
  return [
    timeSeries({
      key: 'cost-by-use',
      title: 'Cost by use',
      description: `Which part of the cost is for GPUs that work, that pods hold and hardly use, and that no pod holds (${ofPool}).`,
      unit,
      noValue,
      series: [{ expr: `sum by (use) (${ofPool})`, legend: '{{use}}' }],
      asShares: true,
    }),
    timeSeries({
      key: 'cost-by-pool',
      title: 'Cost by pool',
      description: `What the GPUs of each pool with a price cost (${ofPool}); it follows the number of nodes.`,
      unit,
      noValue,
      series: [{ expr: `sum by (pool) (${ofPool})`, legend: '{{pool}}' }],
    }),
    timeSeries({
      key: 'cost-by-team-over-time',
      title: 'Cost by team',
      description: `What the GPUs of each team's models cost (${ofTeam}), of pods that serve one model and no other.`,
      unit,
      noValue: 'No model has a GPU of its own',
      series: [{ expr: `sum by (team) (${ofTeam})`, legend: '{{team}}' }],
    }),
    timeSeries({
      key: 'cost-by-model-over-time',
      title: 'Cost by model',
      description: `What the GPUs of each model cost (${ofModel}), of the ${mostLines} that cost most.`,
      unit,
      noValue: 'No model has a GPU of its own',
      series: [{ expr: largest(`sum by (${K}) (${ofModel})`), legend: '{{model_name}}' }],
    }),
  ];
}

import type { Environment } from '../environments';
import { minutes } from '../models/duration';
import { boardUids } from '../models/links';
import { K, modelInfo } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { waysTo, type DrillDownName } from './drill-downs';
import type { UnplacedPanel } from './grafana';
import type { Feeds } from './feeds';
import { linkTo } from './link-to';
import { table, type ValueColumn } from './panel-table';
import { perModel, worstAlertPerModel } from './queries';
import { alertStates } from './states';
import { badFrom } from './thresholds';
import { units } from './units';

/** The model of a value's row; the first column has its name. */
const modelOfRow = '${__data.fields.Model}';

/** A board about all models, with the one of the row chosen. */
const aboutModelOfRow = (name: DrillDownName, environment: Environment): Pick<ValueColumn, 'link'> => {
  const [way] = waysTo(name, environment, modelOfRow);
  return way === undefined ? {} : { link: linkTo(way) };
};

const alertColumn = (environment: Environment): ValueColumn => ({
  title: 'Worst alert',
  expr: worstAlertPerModel,
  unit: units.state,
  states: alertStates,
  ...aboutModelOfRow('alerts', environment),
});

/** One row per model of the inventory, the ones in trouble first; a name leads to the model's own board, values to what says more of them. */
export const modelsTable = (feeds: Feeds, environment: Environment): UnplacedPanel => {
  const worst = alertColumn(environment);
  return table({
    key: 'models-table',
    title: 'Models',
    description: `Every model of the inventory (${modelInfo}), worst alert first. A dash means that the model does not tell, or that nothing arrives now. p95 needs a latency histogram; other servers tell only a mean.`,
    noValue: 'No models',
    rows: `max by (${K}, team, tier) (${modelInfo})`,
    labels: [
      {
        label: 'model_name',
        title: 'Model',
        // The cell's own text: it does not depend on how columns are named or ordered.
        links: [linkTo({ title: 'Open board', uid: boardUids.model('${__value.raw}') })],
      },
      { label: 'team', title: 'Team' },
      { label: 'tier', title: 'Tier' },
    ],
    hidden: ['namespace'],
    values: [
      worst,
      { title: 'Requests', expr: perModel(signals.requests.series), unit: units.requestRate },
      {
        title: 'Errors',
        expr: perModel(records.errorRatio(minutes(5))),
        unit: units.ratio,
        ...aboutModelOfRow('objectives', environment),
      },
      ...(feeds('latency')
        ? [{ title: 'p95', expr: perModel(records.quantile('latency', 'p95')), unit: units.seconds }]
        : []),
      ...(feeds('latencyMean')
        ? [{ title: 'Mean', expr: perModel(signals.latencyMean.series), unit: units.seconds }]
        : []),
      ...(feeds('accuracy')
        ? [{ title: 'Accuracy', expr: perModel(signals.accuracy.series), unit: units.ratio }]
        : []),
      ...(feeds('drift')
        ? [
            {
              title: 'Drifted features',
              expr: `sum by (${K}) (${signals.drift.series})`,
              unit: units.count,
              steps: badFrom({ warning: 1 }),
              ...aboutModelOfRow('drift', environment),
            },
          ]
        : []),
    ],
    worst: worst.title,
  });
};

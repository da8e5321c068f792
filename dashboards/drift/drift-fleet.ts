import { boardUids } from '../../models/links';
import { K, thresholds } from '../../models/names';
import { records } from '../../models/records';
import { signals, type SignalName } from '../../models/signals';
import type { Feeds } from '../feeds';
import type { UnplacedPanel } from '../grafana';
import type { Band } from '../layout';
import { linkTo } from '../link-to';
import { statusHistory } from '../panel-status-history';
import { table, type ValueColumn } from '../panel-table';
import { against, largest, lines, mostLines, ofTeams, perModel } from '../queries';
import { badFrom } from '../thresholds';
import { units } from '../units';
import { modelsOfTeams } from '../variables';
import { inputSeries } from './input-series';

/** Which model's inputs need a look. */
export const driftFleet = (feeds: Feeds): readonly Band[] => [
  { height: 7, perLine: 1, panels: [modelsTable(feeds)] },
  ...(feeds('drift') ? [{ height: 7, perLine: 1, panels: [shareHistory] }] : []),
];

/** A share of what the entry allows: 1 is the limit, whatever it is. */
const ofLimit = badFrom({ warning: 1 });

const worst = (signal: 'driftScore' | 'missing' | 'outliers', limit: string): string =>
  against(`max by (${K}) (${signals[signal].series})`, '/', limit);

interface Column extends ValueColumn {
  readonly signal: SignalName;
}

const columns: readonly Column[] = [
  {
    signal: 'drift',
    title: 'Drifted features',
    expr: `sum by (${K}) (${signals.drift.series})`,
    unit: units.count,
    steps: badFrom({ warning: 1 }),
  },
  {
    signal: 'drift',
    title: 'Share ÷ limit',
    expr: against(`avg by (${K}) (${signals.drift.series})`, '/', thresholds.driftShare),
    unit: units.ratio,
    steps: ofLimit,
  },
  {
    signal: 'driftScore',
    title: 'Worst score ÷ limit',
    expr: worst('driftScore', thresholds.driftScore),
    unit: units.ratio,
    steps: ofLimit,
  },
  {
    signal: 'missing',
    title: 'Missing ÷ limit',
    expr: worst('missing', thresholds.missingShare),
    unit: units.ratio,
    steps: ofLimit,
  },
  {
    signal: 'outliers',
    title: 'Out of range ÷ limit',
    expr: worst('outliers', thresholds.outlierShare),
    unit: units.ratio,
    steps: ofLimit,
  },
  {
    signal: 'accuracy',
    title: 'Accuracy missing',
    expr: perModel(records.accuracyShortfall),
    unit: units.ratio,
    steps: badFrom({ critical: 1e-6 }),
  },
  {
    signal: 'dataTime',
    title: 'Age of input',
    expr: `time() - ${perModel(records.latest(signals.dataTime.series))}`,
    unit: units.age,
  },
  {
    signal: 'driftTime',
    title: 'Last check',
    expr: `time() - ${perModel(records.latest(signals.driftTime.series))}`,
    unit: units.age,
  },
];

function modelsTable(feeds: Feeds): UnplacedPanel {
  const told = columns.filter(({ signal }) => feeds(signal));
  const [first] = told;
  return table({
    key: 'drift-models',
    title: 'Models',
    description: `Models of the chosen teams of whose inputs anything is told, most drifted first (${signals.drift.series} and the models' own thresholds). 100% of a limit is where its alert begins. A dash means that the model does not tell. A name chooses the model for the panels below.`,
    noValue: 'No model of these teams tells of its inputs',
    rows: lines(
      `max by (${K}, team) (`,
      `  ${modelsOfTeams} and on (${K}) (`,
      `    ${inputSeries(feeds).join('\n    or ')}`,
      '  )',
      ')',
    ),
    labels: [
      {
        label: 'model_name',
        title: 'Model',
        links: [linkTo({ title: 'Choose this model', uid: boardUids.drift, model: '${__value.raw}' })],
      },
      { label: 'team', title: 'Team' },
    ],
    hidden: ['namespace'],
    values: told.map(({ signal: _of, ...column }) => ({ ...column, expr: ofTeams(column.expr) })),
    worst: first?.title ?? 'Model',
  });
}

const shareHistory = statusHistory({
  key: 'drift-share-by-model',
  title: 'Share of drifted features by model, ÷ limit',
  description: `Share of each model's features that no longer look like their reference (${signals.drift.series}), as a part of the share from which its drift is widespread (${thresholds.driftShare}), of the ${mostLines} models that drifted most. Orange from 100%.`,
  unit: units.ratio,
  noValue: 'No drift is checked',
  expr: largest(ofTeams(against(`avg by (${K}) (${signals.drift.series})`, '/', thresholds.driftShare))),
  legend: '{{model_name}}',
  steps: ofLimit,
});

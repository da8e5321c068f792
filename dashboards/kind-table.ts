import type { Environment } from '../environments';
import { K } from '../models/names';
import type { ModelKind } from '../models/runtime';
import type { SignalName } from '../models/signals';
import { waysTo } from './drill-downs';
import { feedsOfKind } from './feeds';
import type { UnplacedPanel } from './grafana';
import { linkTo } from './link-to';
import { table, type Table, type ValueColumn } from './panel-table';
import { ofKind, worstAlertPerModel } from './queries';
import { alertStates } from './states';
import { units } from './units';
import { modelsOfKind } from './variables';

/** A column that the table has where any model of the kind tells of the signal. */
export interface SignalColumn extends ValueColumn {
  readonly signal: SignalName;
}

export interface KindTable extends Pick<Table, 'key' | 'title' | 'description'> {
  readonly kind: ModelKind;
  /** The board on which a name chooses its model. */
  readonly board: string;
  readonly columns: readonly SignalColumn[];
}

/** One row per model of a kind, of the chosen teams, those in trouble first. */
export function kindTable(
  { kind, board, columns, ...head }: KindTable,
  environment: Environment,
): UnplacedPanel {
  const feeds = feedsOfKind(kind, environment);
  const [alerts] = waysTo('alerts', environment, '${__data.fields.Model}');
  const worst: ValueColumn = {
    title: 'Worst alert',
    expr: `(\n${worstAlertPerModel}\n)`,
    unit: units.state,
    states: alertStates,
    ...(alerts === undefined ? {} : { link: linkTo(alerts) }),
  };
  const told = columns.filter(({ signal }) => feeds(signal)).map(({ signal: _of, ...column }) => column);
  return table({
    ...head,
    noValue: 'No such model in these teams',
    rows: `max by (${K}, team) (${modelsOfKind(kind)})`,
    labels: [
      {
        label: 'model_name',
        title: 'Model',
        links: [linkTo({ title: 'Choose this model', uid: board, model: '${__value.raw}' })],
      },
      { label: 'team', title: 'Team' },
    ],
    hidden: ['namespace'],
    // A row too many would have no name.
    values: [worst, ...told].map((column) => ({ ...column, expr: ofKind(kind, column.expr) })),
    worst: worst.title,
  });
}

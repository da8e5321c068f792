import type { FieldConfigSource, TableCellOptions } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { Link, Override, Plain, Query, UnplacedPanel } from './grafana';
import { refId } from './layout';
import { headOf, type PanelHead } from './panel';
import { fieldDefaults } from './panel-field';
import { mappingsOf, textForAny, type State } from './states';
import type { Steps } from './thresholds';
import { units, type Unit } from './units';

/** A label of the rows' query as a column. */
export interface LabelColumn {
  readonly label: string;
  readonly title: string;
  /** Where a click on the cell leads; of several Grafana offers a choice. */
  readonly links?: readonly Link[];
  /** What every cell says in place of the label, which is for its links alone. */
  readonly says?: string;
}

/** A value per row. The query must have the labels of the rows' query or fewer, and no metric name. */
export interface ValueColumn {
  readonly title: string;
  readonly expr: string;
  readonly unit: Unit;
  /** Places behind the point, where the usual few would hide what matters. */
  readonly decimals?: number;
  readonly steps?: Steps;
  readonly states?: readonly State[];
  readonly link?: Link;
}

export interface Table extends Omit<PanelHead, 'unit'> {
  /** Which rows there are; its value is not shown. */
  readonly rows: string;
  readonly labels: readonly LabelColumn[];
  /** Labels that identify a row but need no column. */
  readonly hidden: readonly string[];
  readonly values: readonly ValueColumn[];
  /** Title of the column whose largest values come first. */
  readonly worst: string;
}

/** One row per thing, one instant query per column, joined on the labels that all queries share. */
export function table(spec: Table): UnplacedPanel {
  // Grafana names the value column of a table query after the query's letter; A is the rows' query.
  const fieldOf = (index: number): string => `Value #${refId(index + 1)}`;
  const columns = [
    ...spec.labels.map(({ label, title }) => ({ field: label, title })),
    ...spec.values.map(({ title }, index) => ({ field: fieldOf(index), title })),
  ];
  const organize = {
    excludeByName: Object.fromEntries(
      ['Time', `Value #${refId(0)}`, ...spec.hidden].map((name) => [name, true]),
    ),
    indexByName: Object.fromEntries(columns.map(({ field }, index) => [field, index])),
    renameByName: Object.fromEntries(columns.map(({ field, title }) => [field, title])),
  };
  const options = {
    showHeader: true,
    cellHeight: 'sm',
    frozenColumns: { left: 1 },
    sortBy: [{ displayName: spec.worst, desc: true }],
  } as const satisfies Plain<Options>;
  const fieldConfig = {
    defaults: {
      ...fieldDefaults({ unit: units.state, noValue: spec.noValue }),
      custom: { align: 'auto', filterable: true },
    },
    overrides: [...spec.labels.map(labelOverride), ...spec.values.map(valueOverride)],
  } as const satisfies Plain<FieldConfigSource>;
  return {
    ...headOf(spec),
    type: 'table',
    queries: [spec.rows, ...spec.values.map(({ expr }) => expr)].map(cellsNow),
    options,
    fieldConfig,
    transformations: [
      { id: 'merge', options: {} },
      { id: 'organize', options: organize },
    ],
  };
}

const cellsNow = (expr: string): Query => ({
  expr,
  legendFormat: '',
  range: false,
  instant: true,
  format: 'table',
});

/** A cell without a value. What the panel says without any is told where there are no rows. */
const noCell = { id: 'noValue', value: '–' };

const labelOverride = ({ title, links = [], says }: LabelColumn): Override => ({
  matcher: { id: 'byName', options: title },
  properties: [
    noCell,
    ...(links.length === 0 ? [] : [linkProperty(...links)]),
    ...(says === undefined ? [] : [{ id: 'mappings', value: textForAny(says) }]),
  ],
});

const linkProperty = (...links: readonly Link[]) => ({ id: 'links', value: links });

function valueOverride({ title, unit, decimals, steps, states, link }: ValueColumn): Override {
  const colouredText = { type: 'color-text' } as const satisfies Plain<TableCellOptions>;
  return {
    matcher: { id: 'byName', options: title },
    properties: [
      noCell,
      { id: 'unit', value: unit },
      { id: 'custom.cellOptions', value: colouredText },
      ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
      ...(steps === undefined ? [] : [{ id: 'thresholds', value: { mode: 'absolute', steps } }]),
      ...(states === undefined ? [] : [{ id: 'mappings', value: mappingsOf(states) }]),
      ...(link === undefined ? [] : [linkProperty(link)]),
    ],
  };
}

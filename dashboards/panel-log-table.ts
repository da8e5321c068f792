import type { FieldConfigSource } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { Link, LogQuery, Plain, UnplacedPanel } from './grafana';
import { headOf, type PanelHead } from './panel';
import { fieldDefaults } from './panel-field';
import { units, type Unit } from './units';

/** A column, by the name that Grafana gives what Elasticsearch answers: a field, or the kind of the calculation. */
export interface LogColumn {
  readonly field: string;
  readonly title: string;
  readonly unit?: Unit;
  readonly link?: Link;
}

export interface LogTable extends Omit<PanelHead, 'unit'> {
  readonly query: LogQuery;
  readonly columns: readonly LogColumn[];
  /** Title of the column whose largest values come first. */
  readonly most: string;
}

/** Numbers of lines by the values of fields. */
export function logTable(spec: LogTable): UnplacedPanel {
  const options = {
    showHeader: true,
    cellHeight: 'sm',
    sortBy: [{ displayName: spec.most, desc: true }],
  } as const satisfies Plain<Options>;
  const fieldConfig = {
    defaults: {
      ...fieldDefaults({ unit: units.state, noValue: spec.noValue }),
      custom: { align: 'auto', filterable: true },
    },
    overrides: spec.columns.flatMap(({ title, unit, link }) => {
      const properties = [
        ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
        ...(link === undefined ? [] : [{ id: 'links', value: [link] }]),
      ];
      return properties.length === 0
        ? []
        : [{ matcher: { id: 'byName' as const, options: title }, properties }];
    }),
  } as const satisfies Plain<FieldConfigSource>;
  const organize = {
    excludeByName: {},
    indexByName: Object.fromEntries(spec.columns.map(({ field }, index) => [field, index])),
    renameByName: Object.fromEntries(spec.columns.map(({ field, title }) => [field, title])),
  };
  return {
    ...headOf(spec),
    type: 'table',
    queries: [spec.query],
    options,
    fieldConfig,
    transformations: [{ id: 'organize', options: organize }],
  };
}

import type { FieldConfigSource } from '@grafana/schema';
import type { Options } from '@grafana/schema/dist/esm/raw/composable/logs/panelcfg/x/LogsPanelCfg_types.gen';
import type { LogQuery, Plain, UnplacedPanel } from './grafana';
import { headOf, type PanelHead } from './panel';
import { fieldDefaults } from './panel-field';
import { units } from './units';

export interface Logs extends Omit<PanelHead, 'unit'> {
  readonly query: LogQuery;
}

/** Log lines, newest first; a click shows all fields of one. */
export function logs(spec: Logs): UnplacedPanel {
  const options = {
    showTime: true,
    showLabels: false,
    showCommonLabels: false,
    showLogContextToggle: false,
    wrapLogMessage: true,
    prettifyLogMessage: false,
    enableLogDetails: true,
    dedupStrategy: 'none',
    sortOrder: 'Descending',
  } as const satisfies Plain<Options>;
  const fieldConfig = {
    defaults: fieldDefaults({ unit: units.state, noValue: spec.noValue }),
    overrides: [],
  } as const satisfies Plain<FieldConfigSource>;
  return { ...headOf(spec), type: 'logs', queries: [spec.query], options, fieldConfig, transformations: [] };
}

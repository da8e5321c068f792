import type { Options as StateOptions } from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type { Options as HistoryOptions } from '@grafana/schema/dist/esm/raw/composable/statushistory/panelcfg/x/StatusHistoryPanelCfg_types.gen';
import type { Plain } from './grafana';

/** What panels with a strip per series share: twenty of them per page, and what their colours mean below. */
export const stripOptions = {
  rowHeight: 0.9,
  perPage: 20,
  legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
  tooltip: { mode: 'single', sort: 'none' },
} as const satisfies Plain<StateOptions> & Plain<HistoryOptions>;

export const stripStyle = { fillOpacity: 80, lineWidth: 0 } as const;

/** Room for so many strips, with their names one below the other, up to a page of them. Unit: rows of the board's grid. */
export const stripsHeight = (strips: number): number =>
  Math.max(8, 2 + Math.ceil(Math.min(strips, stripOptions.perPage) * 0.55));

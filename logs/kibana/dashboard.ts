import { chartObject, type Chart } from './chart';
import { savedObject, type Reference, type SavedObject } from './saved-object';
import { searchObject, type Search } from './search';

/** A chart or a search in its place on a board; Kibana's grid is 48 columns wide. */
interface Placed {
  readonly width: 24 | 48;
  readonly height: number;
  readonly shows: Chart | Search;
}

/** A board: what it shows, from top to bottom and left to right, and a field by which people narrow it down. */
export interface Board {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** How far it looks back when it is opened. */
  readonly from: string;
  readonly narrowedBy: { readonly field: string; readonly title: string };
  readonly panels: readonly Placed[];
}

/** Width of Kibana's grid. */
const gridWidth = 48;

export const half = (shows: Chart | Search): Placed => ({ width: 24, height: 12, shows });
export const whole = (shows: Chart | Search): Placed => ({ width: gridWidth, height: 16, shows });

const isChart = (shows: Chart | Search): shows is Chart => 'kind' in shows;

/** A board's own object, and those of what it shows. Searches are objects of their own, which people open as well. */
export function boardObjects(prefix: string, board: Board, dataView: string): readonly SavedObject[] {
  const shown = board.panels.map(({ shows }) => {
    const id = `${prefix}-${shows.key}`;
    return isChart(shows) ? chartObject(id, shows, dataView) : searchObject(id, shows, dataView);
  });
  const places = placesOf(board.panels);
  const panels = shown.map(({ type }, index) => {
    const i = String(index + 1);
    return {
      type,
      gridData: { ...places[index], i },
      panelIndex: i,
      embeddableConfig: {},
      panelRefName: `panel_${i}`,
    };
  });
  const control = 'narrowed-by';
  const references: readonly Reference[] = [
    ...shown.map(({ id, type }, index): Reference => ({
      type: type === 'search' ? 'search' : 'lens',
      id,
      name: `${index + 1}:panel_${index + 1}`,
    })),
    { type: 'index-pattern', id: dataView, name: `controlGroup_${control}:optionsListDataView` },
  ];
  const { title, description, from, narrowedBy } = board;
  const own = savedObject(
    'dashboard',
    `${prefix}-${board.key}`,
    {
      title,
      description,
      timeRestore: true,
      timeFrom: from,
      timeTo: 'now',
      panelsJSON: JSON.stringify(panels),
      optionsJSON: JSON.stringify({
        useMargins: true,
        syncColors: true,
        syncCursor: true,
        hidePanelTitles: false,
      }),
      controlGroupInput: {
        controlStyle: 'oneLine',
        chainingSystem: 'HIERARCHICAL',
        showApplySelections: false,
        ignoreParentSettingsJSON: JSON.stringify({
          ignoreFilters: false,
          ignoreQuery: false,
          ignoreTimerange: false,
          ignoreValidations: false,
        }),
        panelsJSON: JSON.stringify({
          [control]: {
            type: 'optionsListControl',
            order: 0,
            grow: true,
            width: 'large',
            explicitInput: { id: control, fieldName: narrowedBy.field, title: narrowedBy.title },
          },
        }),
      },
      kibanaSavedObjectMeta: {
        searchSourceJSON: JSON.stringify({ query: { query: '', language: 'kuery' }, filter: [] }),
      },
    },
    references,
  );
  return [...shown, own];
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Fills rows from the left; a panel that does not fit begins the next one. */
function placesOf(panels: readonly Placed[]): readonly Place[] {
  let [x, y, rowHeight] = [0, 0, 0];
  return panels.map(({ width: w, height: h }) => {
    if (x + w > gridWidth) [x, y, rowHeight] = [0, y + rowHeight, 0];
    const place = { x, y, w, h };
    x += w;
    rowHeight = Math.max(rowHeight, h);
    return place;
  });
}

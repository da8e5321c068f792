import { overTime, type Column } from './column';
import { savedObject, type SavedObject } from './saved-object';

interface About {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** In KQL; all documents where empty. */
  readonly query: string;
}

/** One value over time, with a colour for each value of `split`. */
export interface Timeline extends About {
  readonly kind: 'bars' | 'lines';
  readonly value: Column;
  readonly split: Column;
}

/** A row for each combination of values, with what `value` and `more` say of it. */
export interface Table extends About {
  readonly kind: 'table';
  readonly rows: readonly Column[];
  readonly value: Column;
  readonly more: readonly Column[];
}

export type Chart = Timeline | Table;

const layer = 'layer';

/** Kibana's object of a chart over a data view, as the editor Lens keeps it. */
export function chartObject(id: string, chart: Chart, dataView: string): SavedObject {
  const { title, description, query } = chart;
  const columns = columnsOf(chart);
  const { visualizationType, visualization } = drawingOf(chart);
  return savedObject(
    'lens',
    id,
    {
      title,
      description,
      visualizationType,
      state: {
        visualization,
        query: { query, language: 'kuery' },
        filters: [],
        datasourceStates: {
          formBased: {
            layers: {
              [layer]: {
                columnOrder: Object.keys(columns),
                columns,
                incompleteColumns: {},
                sampling: 1,
              },
            },
          },
        },
        internalReferences: [],
        adHocDataViews: {},
      },
    },
    [{ type: 'index-pattern', id: dataView, name: `indexpattern-datasource-layer-${layer}` }],
  );
}

/** Columns by id; buckets come first, the outer before the inner. What is sorted by is called `value`. */
function columnsOf(chart: Chart): Readonly<Record<string, Column>> {
  if (chart.kind !== 'table') {
    // Split first: its values are those of the whole time, and not of each step.
    return { split: chart.split, time: overTime, value: chart.value };
  }
  const numbered = (columns: readonly Column[], name: string): Readonly<Record<string, Column>> =>
    Object.fromEntries(columns.map((column, index) => [`${name}${index + 1}`, column]));
  return { ...numbered(chart.rows, 'row'), value: chart.value, ...numbered(chart.more, 'more') };
}

function drawingOf(chart: Chart): {
  readonly visualizationType: string;
  readonly visualization: Readonly<Record<string, unknown>>;
} {
  if (chart.kind === 'table') {
    const columns = Object.keys(columnsOf(chart)).map((columnId) => ({ columnId, isTransposed: false }));
    return {
      visualizationType: 'lnsDatatable',
      visualization: { layerId: layer, layerType: 'data', columns },
    };
  }
  const seriesType = chart.kind === 'bars' ? 'bar_stacked' : 'line';
  return {
    visualizationType: 'lnsXY',
    visualization: {
      legend: { isVisible: true, position: 'right' },
      valueLabels: 'hide',
      fittingFunction: 'None',
      preferredSeriesType: seriesType,
      layers: [
        {
          layerId: layer,
          layerType: 'data',
          seriesType,
          xAccessor: 'time',
          accessors: ['value'],
          splitAccessor: 'split',
        },
      ],
    },
  };
}

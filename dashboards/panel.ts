import type { FieldConfigSource } from '@grafana/schema';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type { Options as TextOptions } from '@grafana/schema/dist/esm/raw/composable/text/panelcfg/x/TextPanelCfg_types.gen';
import type { LogQuery, Plain, Query, UnplacedPanel } from './grafana';
import { fieldDefaults, type Field } from './panel-field';
import type { State } from './states';
import type { Steps } from './thresholds';
import { units } from './units';

/** What every panel that shows values must say. */
export interface PanelHead extends Pick<Field, 'unit' | 'noValue'> {
  readonly key: string;
  readonly title: string;
  /** What is shown, how to read it, and what its lines and colours mean. */
  readonly description: string;
}

/** A value of now. An instant query, because the last point of a range may be hours old and look fresh. */
export const valueNow = (expr: string, legend = ''): Query => ({
  expr,
  legendFormat: legend,
  range: false,
  instant: true,
  format: 'time_series',
});

/** Values over the board's time range. */
export const valuesOverTime = (expr: string, legend: string): Query => ({
  expr,
  legendFormat: legend,
  range: true,
  instant: false,
  format: 'time_series',
});

export interface Stat extends PanelHead {
  readonly query: Query | LogQuery;
  /** What becomes of several values: the last is shown, or their sum, or how many values of a field Elasticsearch counts. */
  readonly of?: 'last' | 'sum' | 'values';
  readonly steps?: Steps;
  /** Shows texts instead of numbers. */
  readonly states?: readonly State[];
  /** `name` also prints the legend, for a query that picks one model of many. */
  readonly shows?: 'value' | 'name';
}

const reductions = {
  last: { calcs: ['lastNotNull'], fields: '' },
  sum: { calcs: ['sum'], fields: '' },
  values: { calcs: ['count'], fields: '/^Count$/' },
} as const;

/** One number, coloured by what it means. */
export function stat(spec: Stat): UnplacedPanel {
  const options = {
    reduceOptions: { ...reductions[spec.of ?? 'last'], values: false },
    colorMode: 'value',
    graphMode: 'none',
    justifyMode: 'center',
    textMode: spec.shows === 'name' ? 'value_and_name' : 'value',
    wideLayout: false,
    orientation: 'auto',
  } as const satisfies Plain<StatOptions>;
  const fieldConfig = {
    defaults: fieldDefaults(spec),
    overrides: [],
  } as const satisfies Plain<FieldConfigSource>;
  return { ...headOf(spec), type: 'stat', queries: [spec.query], options, fieldConfig, transformations: [] };
}

export interface Text {
  readonly key: string;
  readonly title: string;
  readonly description: string;
  /** Markdown. */
  readonly content: string;
}

/** Words; it asks nothing of a data source. */
export function text(spec: Text): UnplacedPanel {
  const options = { mode: 'markdown', content: spec.content } as const satisfies Plain<TextOptions>;
  return {
    ...headOf(spec),
    type: 'text',
    queries: [],
    options,
    fieldConfig: { defaults: { unit: units.state }, overrides: [] },
    transformations: [],
  };
}

/** The part of a specification that all panels have. */
export const headOf = ({ key, title, description }: Pick<PanelHead, 'key' | 'title' | 'description'>) => ({
  key,
  title,
  description,
});

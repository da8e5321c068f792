/**
 * The part of Grafana's classic dashboard JSON that this project writes, as readonly plain data. Each constructor also
 * checks what it writes against Grafana's own types; those stay out of the exported types, so that users of the
 * package need not install them.
 */

/**
 * A type of Grafana's schema as JSON has it: enums are their values, everything is optional and readonly.
 *
 * Enums that come through `import type` have no values to name, so literals must be accepted instead; misspelt keys
 * and values are compile errors all the same.
 */
export type Plain<T> = T extends string
  ? `${T}`
  : T extends number
    ? T
    : T extends readonly (infer U)[]
      ? readonly Plain<U>[]
      : T extends object
        ? { readonly [K in keyof T]?: Plain<T[K]> }
        : T;

export interface DataSource {
  readonly type: 'prometheus' | 'elasticsearch';
  readonly uid: string;
}

/** A Prometheus query without what its place on the board decides. Grafana's package has no type for it. */
export interface Query {
  readonly expr: string;
  readonly legendFormat: string;
  readonly range: boolean;
  readonly instant: boolean;
  readonly format: 'time_series' | 'table' | 'heatmap';
}

export interface Target extends Query {
  readonly refId: string;
  readonly datasource: DataSource;
}

/** What is calculated of the lines of a bucket, or `logs`: the lines themselves. Every setting is text. */
export interface LogMetric {
  readonly id: string;
  readonly type: 'count' | 'max' | 'logs';
  readonly field?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** How lines are put into buckets, the outermost first. */
export interface LogBucket {
  readonly id: string;
  readonly type: 'terms' | 'date_histogram';
  readonly field: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** The same of Elasticsearch, with the query in Lucene. Grafana's package has no type for it either. */
export interface LogQuery {
  readonly query: string;
  readonly alias: string;
  readonly timeField: string;
  readonly metrics: readonly LogMetric[];
  readonly bucketAggs: readonly LogBucket[];
}

export interface LogTarget extends LogQuery {
  readonly refId: string;
  readonly datasource: DataSource;
}

export interface Step {
  readonly color: string;
  /** Value from which the colour holds; null in the first step only. */
  readonly value: number | null;
}

export interface Override {
  readonly matcher: { readonly id: 'byName'; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export type PanelType =
  'stat' | 'timeseries' | 'table' | 'state-timeline' | 'status-history' | 'heatmap' | 'logs' | 'text';

/** A board that a link leads to. */
export interface Destination {
  readonly title: string;
  readonly uid: string;
  /** Which model it is to show, for boards about many; it may be a variable. */
  readonly model?: string | undefined;
  /** Variables that stay as they are chosen, beside the data source. */
  readonly kept?: readonly string[];
}

/** Where a click on a panel or a cell leads. Grafana's package has no type for it. */
export interface Link {
  readonly title: string;
  readonly url: string;
  readonly targetBlank: false;
}

/** What a panel is before it has a place: `layout` adds number, position, data source and query letters. */
export interface UnplacedPanel {
  /** Kebab-case, unique on its board; links and the panel's number come from it. */
  readonly key: string;
  readonly type: PanelType;
  readonly title: string;
  readonly description: string;
  readonly queries: readonly (Query | LogQuery)[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly fieldConfig: {
    readonly defaults: Readonly<Record<string, unknown>>;
    readonly overrides: readonly Override[];
  };
  readonly transformations: readonly { readonly id: string; readonly options: unknown }[];
  /** Boards that say more. */
  readonly leadsTo?: readonly Destination[];
  /** Columns of a panel that draws each moment by itself; others follow the width of the screen. */
  readonly maxDataPoints?: number;
}

/** In a grid that is 24 wide; one unit of height is 30 pixels. */
export interface GridPosition {
  readonly h: number;
  readonly w: number;
  readonly x: number;
  readonly y: number;
}

export interface Panel extends Omit<UnplacedPanel, 'key' | 'queries' | 'leadsTo'> {
  readonly id: number;
  readonly links?: readonly Link[];
  readonly gridPos: GridPosition;
  readonly datasource: DataSource;
  readonly targets: readonly (Target | LogTarget)[];
}

/** A collapsed row holds its panels; those of an open one follow it. */
export interface Row {
  readonly id: number;
  readonly type: 'row';
  readonly title: string;
  readonly collapsed: boolean;
  readonly gridPos: GridPosition;
  readonly panels: readonly Panel[];
}

export interface Annotation {
  readonly name: string;
  readonly datasource: DataSource;
  readonly enable: boolean;
  readonly hide: boolean;
  readonly iconColor: string;
  readonly expr: string;
  readonly step: string;
  readonly titleFormat: string;
  readonly textFormat: string;
  readonly tagKeys: string;
  readonly useValueForTime: boolean;
}

/** Classic dashboard JSON, version 1 of the schema's two. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly schemaVersion: 42;
  readonly tags: readonly string[];
  readonly editable: false;
  readonly graphTooltip: 1;
  readonly timezone: 'browser';
  readonly time: { readonly from: string; readonly to: string };
  readonly refresh: string;
  readonly links: readonly Readonly<Record<string, unknown>>[];
  readonly templating: { readonly list: readonly Readonly<Record<string, unknown>>[] };
  readonly annotations: { readonly list: readonly Annotation[] };
  readonly panels: readonly (Panel | Row)[];
}

import type { Feed, HistogramFeed } from './feed';
import type { SignalName } from './signals';

export const modelKinds = ['online', 'batch', 'llm'] as const;
export type ModelKind = (typeof modelKinds)[number];

/** How lines look that are taken apart; `logs/formats/` says how. */
export const parsedFormats = [
  'json',
  'python',
  'vllm',
  'triton',
  'tensorflow',
  'torchserve',
  'kserve',
  'java',
  'klog',
] as const;
export type ParsedFormat = (typeof parsedFormats)[number];

/** How a line of the runtime's log looks; of a text nothing is told but its trace. */
export const logFormats = [...parsedFormats, 'text'] as const;
export type LogFormat = (typeof logFormats)[number];

/**
 * One metrics page in `test/fixtures/metrics/`, which proves what the runtime says of its series. A page that is built
 * from documentation says so in its first lines, with the source.
 */
export interface MetricsPage {
  /** Base name of the file; `<page>.fault.prom` is the page of the same server in trouble. */
  readonly page: string;
  /** Version or flavour of the software that serves it. */
  readonly version: string;
  readonly origin: 'captured' | 'documented';
  /** Signals that the runtime feeds but not in this version or flavour. */
  readonly lacks?: readonly SignalName[];
}

/** A metric that another version calls otherwise. */
export interface Rename {
  readonly from: string;
  readonly to: string;
  /** First version with the new name. */
  readonly since: string;
}

/** A panel about something that only this runtime tells, beside those that every runtime's signals give. */
export interface RuntimePanel {
  /** Unique on the board. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
  readonly unit: 'ratio' | 'seconds' | 'per second' | 'count' | 'bytes';
  /** One line per value of `by` (a label of the page), or one in all. A histogram is drawn as its p50 and p95. */
  readonly of: Feed;
  readonly by?: string;
}

/** A serving runtime, described as data. To add one: a file in `runtimes/`, a line in its index, a metrics page. */
export interface Runtime {
  readonly title: string;
  readonly kind: ModelKind;
  /** Where metrics are served unless an entry says otherwise. */
  readonly port: number;
  readonly path: string;
  /** The platform's own pods that serve the page, where a model's pods do not: a gateway to which they push. */
  readonly gateway?: {
    readonly namespace: string;
    readonly selector: Readonly<Record<string, string>>;
    /** Signals that only the gateway tells, of what was pushed to it. */
    readonly tells: readonly SignalName[];
  };
  /** What somebody must switch on so that metrics are served at all; empty where they are on by default. */
  readonly enable: string;
  /** What its users should know before they rely on it, such as that it is no longer maintained. */
  readonly caution?: string;
  /**
   * The page's label that carries the model's name, on servers that can carry several models. An entry that sets
   * `serving.model` gets a monitor that keeps only the series with that value.
   */
  readonly servedLabel?: string;
  /** `required` where the server never tells which series belong to a model without `serving.model`. */
  readonly servedName: 'required' | 'optional' | 'never';
  /** The page's label that carries the model's version as loaded, on servers that carry several models. */
  readonly servedVersion?: string;
  /** Signals whose series carry no model label: unknown as soon as several models share the server. */
  readonly perServer: readonly SignalName[];
  /** How each signal is fed. Of several feeds the first that a server has is read: older versions, other flags. */
  readonly feeds: Readonly<Partial<Record<SignalName, Feed | readonly Feed[]>>>;
  /** Metrics that are never stored: unbounded, wide or useless. Anchored regular expressions. */
  readonly drop: readonly string[];
  /** Labels of the page that are never stored, because they say nothing or personal things. Anchored. */
  readonly dropLabels?: readonly string[];
  /** Time series that one pod has, without those that are dropped: those of the largest of the pages. */
  readonly series: number;
  /** Upper limits per scrape; a page beyond them is refused whole, so one bad server harms only itself. */
  readonly limits: { readonly samples: number; readonly labels: number };
  /** Takes nearly all memory of its GPUs when it starts, whatever it needs: full is normal there. */
  readonly preallocates?: true;
  readonly logFormat: LogFormat;
  readonly renames?: readonly Rename[];
  readonly panels?: readonly RuntimePanel[];
  /** The newest version first. */
  readonly pages: readonly [MetricsPage, ...MetricsPage[]];
}

/** The feeds of a signal, the preferred one first; none where the runtime does not tell. */
export function feedsOf({ feeds }: Pick<Runtime, 'feeds'>, signal: SignalName): readonly Feed[] {
  const given = feeds[signal];
  if (given === undefined) return [];
  return 'kind' in given ? [given] : given;
}

/** Histograms that feed a signal. */
export const histogramsOf = (runtime: Pick<Runtime, 'feeds'>, signal: SignalName): readonly HistogramFeed[] =>
  feedsOf(runtime, signal).filter((feed) => feed.kind === 'histogram');

/** The runtime's current page. */
export const currentPage = ({ pages }: Pick<Runtime, 'pages'>): string => pages[0].page;

import type { Feed } from './feed';
import type { SignalName } from './signals';

export const modelKinds = ['online', 'batch', 'llm'] as const;
export type ModelKind = (typeof modelKinds)[number];

/** How a line of the runtime's log looks; decides which parser the log pipeline applies. */
export const logFormats = ['json', 'text'] as const;
export type LogFormat = (typeof logFormats)[number];

/** A serving runtime, described as data. To add one: a file in `runtimes/`, a line in its index, a metrics page. */
export interface Runtime {
  readonly title: string;
  readonly kind: ModelKind;
  /** Where metrics are served unless an entry says otherwise. */
  readonly port: number;
  readonly path: string;
  /** The platform's own pods that serve the page, where a model's pods do not: a gateway to which they push. */
  readonly gateway?: { readonly namespace: string; readonly selector: Readonly<Record<string, string>> };
  /** What somebody must switch on so that metrics are served at all; empty where they are on by default. */
  readonly enable: string;
  /**
   * The page's label that carries the model's name, on servers that can carry several models. An entry that sets
   * `serving.model` gets a monitor that keeps only the series with that value.
   */
  readonly servedLabel?: string;
  /** `required` where the server never tells which series belong to a model without `serving.model`. */
  readonly servedName: 'required' | 'optional' | 'never';
  /** Signals whose series carry no model label: unknown as soon as several models share the server. */
  readonly perServer: readonly SignalName[];
  readonly feeds: Readonly<Partial<Record<SignalName, Feed>>>;
  /** Metrics that are never stored: unbounded, wide or useless. Anchored regular expressions. */
  readonly drop: readonly string[];
  /** Upper limits per scrape; a page beyond them is refused whole, so one bad server harms only itself. */
  readonly limits: { readonly samples: number; readonly labels: number };
  readonly logFormat: LogFormat;
  /** Base name of the metrics page in `test/fixtures/metrics/`. */
  readonly fixture: string;
}

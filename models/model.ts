import type { Duration } from './duration';
import type { Quantile, Tier, TrafficPattern } from './entry';
import type { LogFormat, ModelKind } from './runtime';
import type { RuntimeId } from './runtimes';
import type { SignalName } from './signals';

/** One metrics endpoint of a model; a server and, where quality is measured elsewhere, the job that publishes it. */
export interface Source {
  /** Part of object names: the model's name, or `<name>-quality`. */
  readonly name: string;
  readonly runtime: RuntimeId;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly port: number;
  readonly path: string;
  /** Value of the runtime's `servedLabel` whose series belong to this model; all series where absent. */
  readonly served?: string;
  readonly versionLabel: string;
  /** What is read from this endpoint. */
  readonly signals: readonly SignalName[];
}

export type LatencyObjective =
  | {
      readonly kind: 'quantile';
      readonly quantile: Quantile;
      readonly seconds: number;
      /** The histogram bound that equals the objective, as Prometheus 3 writes it: `0.25`, `1.0`. */
      readonly le: string;
    }
  | { readonly kind: 'mean'; readonly seconds: number };

/** A model deployment with every default and policy applied: the only thing that the four outputs read. */
export interface Model {
  readonly name: string;
  readonly title: string;
  readonly team: string;
  readonly tier: Tier;
  readonly kind: ModelKind;
  readonly runtime: RuntimeId;
  readonly namespace: string;
  /** Labels of the model's pods. */
  readonly selector: Readonly<Record<string, string>>;
  readonly versionLabel: string;
  readonly sources: readonly Source[];
  /** What can be observed of this model, over all its sources. */
  readonly signals: readonly SignalName[];
  /** `minimum` in requests per second: 0 where any request at all is enough. */
  readonly traffic: { readonly pattern: TrafficPattern; readonly minimum: number };
  /** Ratio from 0 to 1. */
  readonly availability?: number;
  readonly latency?: LatencyObjective;
  readonly accuracy?: { readonly floor: number };
  readonly drift?: { readonly features: readonly string[]; readonly share: number };
  /** `silence`: longest time between two successes that is still normal. */
  readonly batch?: {
    readonly schedule: string;
    readonly zone: string;
    readonly deadline: Duration;
    readonly silence: Duration;
  };
  readonly gpu?: { readonly pool: string; readonly count: number };
  readonly logs: { readonly format: LogFormat; readonly fields: readonly string[] };
}

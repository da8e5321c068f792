import type { ModelAlertName } from './alert-names';
import type { Duration } from './duration';
import type { driftTests, Quantile, Tier, TrafficPattern } from './entry';
import type { Bound } from './fields';
import type { Severity } from './names';
import type { LogFormat, ModelKind } from './runtime';
import type { RuntimeId } from './runtimes';
import type { SignalName } from './signals';

/** A metric of a server's own name, and the name of the metric contract under which it is stored. */
export interface RenamedMetric {
  readonly from: string;
  readonly to: string;
  /** Whether the name stands for the `_bucket`, `_count` and `_sum` series of a histogram. */
  readonly histogram: boolean;
  /** Bounds of that histogram, in its own unit. */
  readonly bounds?: readonly number[];
  /** Only series with these labels, as anchored patterns. */
  readonly where?: Readonly<Record<string, string>>;
}

/** Series of a counter of requests that stand for failures, by its own name: labels with anchored patterns. */
export interface FailureMark {
  readonly metric: string;
  readonly where: Readonly<Record<string, string>>;
}

/** One metrics endpoint of a model; a server and, where quality is measured elsewhere, the job that publishes it. */
export interface Source {
  /** Part of object names: the model's name, or `<name>-quality`. */
  readonly name: string;
  readonly runtime: RuntimeId;
  readonly namespace: string;
  readonly selector: Readonly<Record<string, string>>;
  /** Whether these are the platform's own pods, to which the model only pushes. */
  readonly gateway: boolean;
  readonly scheme: 'http' | 'https';
  readonly tls?: { readonly ca?: string | undefined; readonly serverName?: string | undefined };
  /** Secret whose key `token` is sent as bearer token. */
  readonly token?: string;
  readonly port: number;
  readonly path: string;
  /** Value of the runtime's `servedLabel` whose series belong to this model; all series where absent. */
  readonly served?: string;
  readonly versionLabel: string;
  readonly renamed: readonly RenamedMetric[];
  readonly failures?: FailureMark;
  /** What is read from this endpoint. */
  readonly signals: readonly SignalName[];
  /** Signals whose series are not stored: another endpoint tells them, or a shared server does not say of whom. */
  readonly unread: readonly SignalName[];
}

/** What a histogram of a model is promised to stay below. */
export interface QuantileObjective {
  readonly kind: 'quantile';
  readonly quantile: Quantile;
  readonly seconds: number;
  /** The histogram bound that equals the objective, as Prometheus 3 writes it: `0.25`, `1.0`. */
  readonly le: string;
}

export interface MeanObjective {
  readonly kind: 'mean';
  readonly seconds: number;
}

export type TimeObjective = QuantileObjective | MeanObjective;

/** A number that the business watches: the rate of a counter, its share of another's, or the mean of a gauge. */
export interface BusinessMetric {
  readonly name: string;
  readonly title: string;
  readonly metric: string;
  readonly per?: string;
  readonly kind: 'counter' | 'gauge';
  readonly unit?: string;
  readonly floor?: Bound;
  readonly ceiling?: Bound;
}

/** What a model changes about an alert of the catalogue. */
export interface AlertChange {
  readonly alert: ModelAlertName;
  readonly severity?: Severity;
  readonly for?: Duration;
  /** `until` in Unix seconds: the first moment at which the alert is back. */
  readonly off?: { readonly reason: string; readonly until: number; readonly lastDay: string };
}

/** An alert of one model on one signal. */
export interface ExtraAlert {
  readonly name: string;
  readonly signal: SignalName;
  readonly compare: 'above' | 'below';
  readonly bound: number;
  readonly for: Duration;
  readonly severity: Severity;
  readonly summary: string;
  readonly runbook: string;
}

/** A panel about a metric of the model's own server. */
export interface ExtraPanel {
  readonly title: string;
  readonly metric: string;
  readonly show: 'value' | 'rate' | 'p50' | 'p95' | 'p99';
  readonly by?: string;
  readonly unit: 'count' | 'ratio' | 'seconds' | 'bytes' | 'per second';
  readonly description?: string;
}

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
  /** A call from outside that must succeed. */
  readonly probe?: { readonly url: string; readonly every: Duration };
  /** `minimum` in requests per second: 0 where any request at all is enough. */
  readonly traffic: { readonly pattern: TrafficPattern; readonly minimum: number };
  /** Time over which availability and quantiles are promised. */
  readonly window: Duration;
  /** Ratio from 0 to 1. */
  readonly availability?: number;
  readonly latency?: TimeObjective;
  readonly timeToFirstToken?: QuantileObjective;
  readonly interTokenLatency?: QuantileObjective;
  readonly queueWait?: TimeObjective;
  /** Ratio of the rows of a run that must be scored. */
  readonly completion?: number;
  readonly accuracy?: { readonly floor?: number; readonly drop?: number; readonly every?: Duration };
  readonly segments?: { readonly floor: number };
  readonly drift?: {
    readonly features: readonly string[];
    readonly share: number;
    readonly score?: { readonly test: keyof typeof driftTests; readonly limit: number };
    readonly every?: Duration;
  };
  /** `volume` in rows per second, the others as ratios. */
  readonly data?: {
    readonly freshness?: Duration;
    readonly missing?: number;
    readonly outliers?: number;
    readonly volume?: number;
  };
  /** `le` is the bound of the histogram that equals `low`. */
  readonly confidence?: { readonly low: number; readonly le: string; readonly share: number };
  readonly classes?: { readonly shift: number };
  readonly answers?: { readonly floor: number };
  readonly refusals?: { readonly ceiling: number };
  readonly feedback?: { readonly floor: number };
  readonly business: readonly BusinessMetric[];
  /** `gap`: longest time between two starts; `silence`: longest time between two successes that is still normal. */
  readonly batch?: {
    readonly schedule: string;
    readonly zone: string;
    readonly deadline: Duration;
    readonly gap: Duration;
    readonly silence: Duration;
    /** The CronJob that starts the runs. */
    readonly cronJob?: string;
    readonly rows?: { readonly min?: number; readonly max?: number };
  };
  readonly gpu?: { readonly pool: string; readonly count: number };
  readonly logs: {
    /** Whether the entry says anything of them: then somebody counts on lines. */
    readonly described: boolean;
    readonly format: LogFormat;
    readonly fields: readonly string[];
    /** Ratio of requests whose inputs and outputs are kept; 0 keeps none. */
    readonly payloadSample: number;
    /** Per second, of all pods in one cluster, on average over a day. */
    readonly lines: number;
    /** Of a line as it is kept, without inputs and outputs, on average. */
    readonly lineBytes: number;
    readonly isolation: 'shared' | 'dedicated';
    /** Who may read the lines beside auditors of their records: everybody who reads logs, or the model's team. */
    readonly readers: 'all' | 'team';
    /** How long lines are kept where that differs from the environment's. */
    readonly retention?: Duration;
    readonly audit: boolean;
  };
  readonly alertChanges: readonly AlertChange[];
  readonly extraAlerts: readonly ExtraAlert[];
  readonly extraPanels: readonly ExtraPanel[];
  /** Time series that the model may have in one cluster, over all its pods. */
  readonly seriesBudget: number;
  /** Spans in which nobody is told about the model, in Unix seconds. */
  readonly maintenance: readonly { readonly from: number; readonly to: number; readonly why: string }[];
  /** Which Prometheus of its cluster watches it, where there are several; from 0. */
  readonly shard?: number;
}

/** The part of alertmanager.yaml that this project writes. Times are printed. */
export interface AlertmanagerConfiguration {
  /** Patterns of files with the texts of notifications. */
  readonly templates: readonly string[];
  readonly route: Route;
  readonly receivers: readonly NamedReceiver[];
  readonly inhibit_rules: readonly InhibitRule[];
  readonly time_intervals: readonly TimeInterval[];
}

export interface Route {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly continue?: boolean;
  readonly active_time_intervals?: readonly string[];
  readonly mute_time_intervals?: readonly string[];
  readonly routes?: readonly Route[];
}

/** A receiver with its integrations, such as `pagerduty_configs`; none means that nobody is told. */
export interface NamedReceiver {
  readonly name: string;
  readonly [integration: `${string}_configs`]: readonly Readonly<Record<string, unknown>>[];
}

/** Unnamed: the operator reads the Secret strictly and refuses a name. */
export interface InhibitRule {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
}

export interface TimeInterval {
  readonly name: string;
  readonly time_intervals: readonly {
    readonly weekdays?: readonly string[];
    readonly times?: readonly { readonly start_time: string; readonly end_time: string }[];
    readonly location?: string;
  }[];
}

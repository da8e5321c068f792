/**
 * Recorded series about what is below the models, whatever it serves. Those of Elasticsearch are keyed by its node (`name`),
 * those of Logstash by pod and pipeline, those of lines by service, and none by the exporter that told them.
 */
export const logging = {
  /** Of the cluster, and of the number of its nodes: 0 well, 1 degraded, 2 broken; by `of`. */
  elasticsearchHealth: 'logging:elasticsearch_health:max',
  diskFree: 'logging:disk_free:ratio',
  heapUsed: 'logging:heap_used:ratio',
  /** Times that a node refused work to save its memory, by breaker. */
  breakersTripped: 'logging:breakers_tripped:increase10m',
  writesRejected: 'logging:writes_rejected:increase10m',
  snapshotsFailed: 'logging:snapshots_failed:increase1d',
  eventsIn: 'logging:events_in:rate5m',
  eventsOut: 'logging:events_out:rate5m',
  queueUsed: 'logging:queue_used:ratio',
  /** Documents that Elasticsearch refused for good, by the pipeline that had sent them. */
  deadLetters: 'logging:dead_letters:increase15m',
  deadLettersLost: 'logging:dead_letters_lost:increase15m',
  /** Share of bulk requests of which Elasticsearch refused at least one document. */
  refused: 'logging:bulk_refused:ratio_rate15m',
  reloadsFailed: 'logging:reloads_failed:increase10m',
  /** Lines that were written though not read as their format promises, by `service` and `outcome`. */
  linesUnread: 'logging:lines_unread:rate5m',
  /** Lines that were not written, by `reason`, and by `service` where it is known. */
  linesDropped: 'logging:lines_dropped:rate5m',
} as const;

/** About what watches the models. Groups are keyed by `rule_group`, targets by namespace and job, notifications by `integration`, all else by pod. */
export const platform = {
  /** Time series that each Prometheus holds. */
  seriesHeld: 'platform:series_held:max',
  /** Share of its interval that a group of our rules takes. */
  groupBusy: 'platform:rule_group_busy:ratio',
  /** Seconds back to the oldest sample that Prometheus has. */
  history: 'platform:history:seconds',
  /** Samples that the second Prometheus stored; a fetch that fails stores five about itself. */
  longTermSamples: 'platform:long_term_samples:increase10m',
  /** Share of the targets of a job that answer, of jobs that are no model's. */
  targetsUp: 'platform:targets_up:ratio',
  /** Share of heartbeats that could not be delivered. */
  heartbeatsFailed: 'platform:heartbeats_failed:ratio_rate30m',
  /** Notifications that Alertmanager sent within an hour, and those that did not arrive, by `integration`. */
  notifications: 'platform:notifications:increase1h',
  notificationsFailed: 'platform:notifications_failed:increase1h',
} as const;

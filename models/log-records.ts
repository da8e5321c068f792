/**
 * Names of recorded series about lines by what they are counted under, the label `service`: a model, or a server that several
 * models share.
 */
export const logRecords = {
  /** Requests and lines per second; recorded of shared servers only. */
  requests: 'log_service:requests:rate5m',
  serverLines: 'log_service:lines:rate5m',
  lines: 'log_service:lines:increase1h',
  /** The share of lines that could not be read, by `outcome`: unparsed or withheld. */
  unreadShare: 'log_service:unread:ratio_increase1h',
  /** Lines from which something was taken out, by `data`. */
  redacted: 'log_service:redacted:increase1h',
  /** Lines of errors, by `signature`; only where there are any. */
  errors: 'log_service:errors:increase15m',
  /** The same of signatures that are new; only while they are. */
  newErrors: 'log_service:new_errors:increase15m',
  /** When a line was first counted, and when one of each signature was: since when it is known. Unit: seconds. */
  linesSince: 'log_service:lines_since:timestamp_seconds',
  errorsSince: 'log_service:errors_since:timestamp_seconds',
  /** When lines of a signature last came. Unit: seconds. */
  errorsLatest: 'log_service:errors_latest:timestamp_seconds',
  /** Lines for each request of a quarter of an hour, and how many there are at least most of the time, as it was last known. */
  linesPerRequest: 'log_service:lines_per_request:ratio_rate15m',
  usualLinesPerRequest: 'log_service:lines_per_request:quantile1d',
  latestLinesPerRequest: 'log_service:lines_per_request:latest',
} as const;

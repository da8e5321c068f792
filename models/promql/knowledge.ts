import type { Labels } from './labels';
import type { Presence, Unit } from './value';

/** What a metric is, where that is known. */
export type MetricType = 'counter' | 'gauge' | 'histogram';

/** A recorded series whose rule is known. */
export interface KnownSeries {
  readonly labels: Labels;
  readonly unit: Unit;
  readonly presence: Presence;
  readonly failures?: string;
  readonly buckets?: boolean;
}

/** What is known beside the expression itself. */
export interface Knowledge {
  /** Types of metrics by name, as `# TYPE` lines tell them. */
  readonly types: ReadonlyMap<string, MetricType>;
  /** Recorded series by name. */
  readonly recorded: ReadonlyMap<string, KnownSeries>;
  /** Unit: milliseconds. */
  readonly scrapeInterval: number;
  /** Unit: milliseconds. */
  readonly retention?: number;
}

/**
 * The type of a metric: as it is known, else by its name. Names with a colon are recorded, so their ends say nothing;
 * `_total`, `_bucket`, `_count` and `_sum` belong to counters and histograms by convention.
 */
export function typeOf(metric: string, { types, recorded }: Knowledge): MetricType | 'unknown' {
  const known = types.get(metric);
  if (known !== undefined) return known;
  const family = metric.replace(/_(?:bucket|count|sum|total)$/, '');
  if (family !== metric && types.get(family) === 'histogram') return 'counter';
  if (metric.includes(':')) {
    const record = recorded.get(metric);
    return record === undefined ? 'unknown' : record.unit === 'counter' ? 'counter' : 'gauge';
  }
  return /_(?:total|bucket|count|sum)$/.test(metric) ? 'counter' : 'unknown';
}

/** Whether a metric holds the counts of a classic histogram, whoever recorded them. */
export const isBucket = (metric: string, { recorded }: Knowledge): boolean =>
  recorded.get(metric)?.buckets ?? metric.endsWith('_bucket');

const failureName =
  /(?:^|[_:])(?:error|failure|exception|timeout|rejection|reject|crash|panic)(?:s|ed|_|$|:)|(?:^|[_:])(?:failed|fails?)(?:_|$|:)/i;
const failureValue =
  /^\(?(?:\.\*)?(?:err|fail|exception|timeout|5\.\.|5xx|5\[|50\d|invalid|unavailable|internal)/i;
const outcomeLabel =
  /^(?:status|code|status_?code|http_status|response_code|result|outcome|state|grpc_code|reason|class|response)$/i;

/** What tells that a selector reads failures: its name, or a matcher on its outcome. */
export function failuresOf(
  metric: string | undefined,
  matchers: readonly { readonly label: string; readonly operator: string; readonly value: string }[],
): string | undefined {
  const matcher = matchers.find(
    ({ label, operator, value }) =>
      (operator === '=' || operator === '=~') && outcomeLabel.test(label) && failureValue.test(value),
  );
  if (matcher !== undefined) return `${matcher.label}${matcher.operator}"${matcher.value}"`;
  return metric !== undefined && failureName.test(metric) ? metric : undefined;
}

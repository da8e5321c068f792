import type { Report } from './problem';
import type { Span } from './tree';
import type { Value } from './value';

/** A quantile is a share: 0.95, not 95. */
export function checkQuantile(value: Value, at: Span, report: Report): void {
  if (value.kind !== 'scalar' || value.literal === undefined) return;
  const { literal } = value;
  if (literal >= 0 && literal <= 1) return;
  const meant = literal > 1 && literal <= 100 ? `; write ${literal / 100}` : '';
  report('quantile-range', at, `a quantile is a share from 0 to 1, and this is ${literal}${meant}`);
}

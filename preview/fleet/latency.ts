/** How long simulated requests take: a log-normal distribution, which is what service times look like. */

/** Width of the distribution; the 99th percentile is 2.8 times the median. */
export const spread = 0.45;

/** How far into the tail a healthy server's objective lies: one request in 2,000 is slower. */
const healthyTail = 3.3;

/** Share of requests that take at most `seconds`. */
export const shareWithin = (seconds: number, median: number): number =>
  seconds === Infinity ? 1 : seconds <= 0 ? 0 : normal(Math.log(seconds / median) / spread);

/** Mean of the distribution, in the unit of the median. */
export const meanOf = (median: number): number => median * Math.exp((spread * spread) / 2);

/** The slowest median with which an objective on a quantile is still kept with ease. */
export const healthyMedian = (objective: number): number => objective / Math.exp(healthyTail * spread);

/** Distribution function of the standard normal distribution (Abramowitz and Stegun 26.2.17; error below 1e-7). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    0.3989422804014327 *
    Math.exp((-z * z) / 2) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}

/** Median of a classic histogram from cumulative counts by bound, interpolated; `undefined` without observations. */
export function medianOf(
  buckets: readonly { readonly bound: number; readonly count: number }[],
): number | undefined {
  const sorted = [...buckets].sort((a, b) => a.bound - b.bound);
  const total = sorted.at(-1)?.count ?? 0;
  if (total === 0) return undefined;
  let below = { bound: 0, count: 0 };
  for (const bucket of sorted) {
    if (bucket.count >= total / 2) {
      if (bucket.bound === Infinity) return below.bound;
      const share = (total / 2 - below.count) / (bucket.count - below.count);
      return below.bound + share * (bucket.bound - below.bound);
    }
    below = bucket;
  }
  return undefined;
}

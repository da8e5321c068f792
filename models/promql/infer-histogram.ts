import { certainty, dropping } from './labels';
import { checkQuantile } from './quantile-range';
import type { Scope } from './scope';
import type { Call } from './tree';
import { withUnit, type Series, type Value } from './value';

/** Quantiles and shares of a histogram. Series without classic buckets may hold native histograms, which have no `le`. */
export function histogramOf(call: Call, series: Series, values: readonly Value[], { report }: Scope): Series {
  const { name, args } = call;
  const [first] = values;
  const of = args.at(-1) ?? call;
  const readsBuckets = name === 'histogram_quantile' || name === 'histogram_fraction';
  if (name === 'histogram_quantile' && first !== undefined) checkQuantile(first, args[0] ?? call, report);
  if (readsBuckets && series.buckets) {
    if (series.totals.length > 0) {
      const [selector] = series.totals;
      const metric = selector?.metric ?? 'x_bucket';
      report(
        'quantile-of-raw-buckets',
        of,
        `these buckets count everything since the server started, so the quantile hardly moves and never recovers; take their rate: rate(${metric}[5m])`,
      );
    }
    if (certainty(series.labels, 'le') === 'lacks') {
      report(
        'quantile-without-le',
        of,
        'the buckets have been added up over le, and without it there is no distribution; keep it: sum by (le, …) (rate(…))',
      );
    }
  }
  return { ...withUnit(series, 'unknown'), labels: dropping(series.labels, ['le']), buckets: false };
}

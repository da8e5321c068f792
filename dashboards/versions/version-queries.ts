import type { Environment } from '../../environments';
import { hours } from '../../models/duration';
import { basePer } from '../../models/feed';
import { histogramOfModel } from '../../models/histogram-of';
import { K } from '../../models/names';
import { errorRatio, slowRatio, type Ratio } from '../../models/ratios';
import { recordedQuantiles, records } from '../../models/records';
import { isByVersion, signals, type SignalName } from '../../models/signals';
import { timingNames, timingOf, type TimingName } from '../../models/timings';
import { lines, ofChosen } from '../queries';
import { choice } from '../variables';

const { ofVersion, stableVersion } = records;

/** Series of every version of the chosen model, or of those that matchers leave. */
export const byVersion = (series: string, ...matchers: readonly string[]): string =>
  ofChosen(ofVersion(series), ...matchers);

const requests = byVersion(signals.requests.series);

/** The stable version ranks by its requests of a day, all others by nothing. */
const ranked = `max by (model_version) (${ofChosen(stableVersion)} or 0 * ${requests})`;

/** The version that is looked at; at first one that is not the stable one, where there is any. */
export const versionVariable = choice({
  name: 'version',
  label: 'Version',
  of: 'model_version',
  expr: `sort(${ranked})`,
  among: 'one',
  ranked: true,
});

/** The version that it is compared with; at first the stable one. */
export const baselineVariable = choice({
  name: 'baseline',
  label: 'Compared with',
  of: 'model_version',
  expr: `sort_desc(${ranked})`,
  among: 'one',
  ranked: true,
});

export const looked = 'model_version="$version"';
export const compared = 'model_version="$baseline"';

/** A value of the version that is looked at less that of the other; nothing where either has none. */
export const difference = (of: (matcher: string) => string): string =>
  lines(`max by (${K}) (${of(looked)})`, `- max by (${K}) (${of(compared)})`);

/** Share of an hour's events that were bad, by version: the window over which the alert compares. */
export const hourly = ({ ratio }: Ratio): string => ratio(hours(1));

/** Shares that are recorded by version and about which any model promises something, failures always. */
export const comparedRatios = ({ models }: Environment): readonly Ratio[] => [
  errorRatio,
  ...timingNames
    .filter((timing) => isByVersion(timingOf(timing).signal))
    .map(slowRatio)
    .filter(({ promisedBy }) => models.some(promisedBy)),
];

/** Times that are recorded by version and that any model tells. */
export const comparedTimings = ({ models }: Environment): readonly TimingName[] =>
  timingNames.filter((timing) => {
    const { signal } = timingOf(timing);
    return isByVersion(signal) && models.some(({ signals: fed }) => fed.includes(signal));
  });

/**
 * The time within which 95 of 100 events end, by version. Buckets by version keep the bounds of their runtime; models
 * whose runtime does not count in seconds are told apart by name.
 */
export function p95ByVersion(
  { models }: Environment,
  timing: TimingName,
  ...matchers: readonly string[]
): string {
  const { signal } = timingOf(timing);
  const others = models.flatMap((model) => {
    const unit = histogramOfModel(model, signal)?.unit ?? 's';
    return basePer[unit] === 1 ? [] : [{ name: model.name, factor: basePer[unit] }];
  });
  const quantile = (...more: readonly string[]): string =>
    lines(
      `histogram_quantile(${recordedQuantiles.p95},`,
      `  ${byVersion(signals[signal as SignalName & 'latency'].series, ...matchers, ...more)}`,
      ') > 0',
    );
  if (others.length === 0) return quantile();
  const factors = [...new Set(others.map(({ factor }) => factor))];
  const named = (some: readonly { readonly name: string }[]): string =>
    some.map(({ name }) => name).join('|');
  return [
    quantile(`model_name!~"${named(others)}"`),
    ...factors.map(
      (factor) =>
        `${factor} * (${quantile(`model_name=~"${named(others.filter((one) => one.factor === factor))}"`)})`,
    ),
  ].join('\nor\n');
}

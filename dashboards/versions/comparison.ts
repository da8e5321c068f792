import type { Environment } from '../../environments';
import { K } from '../../models/names';
import { records } from '../../models/records';
import { signals } from '../../models/signals';
import { timingOf } from '../../models/timings';
import { feedsOf } from '../feeds';
import type { UnplacedPanel } from '../grafana';
import { stat, valueNow, type Stat } from '../panel';
import { table, type ValueColumn } from '../panel-table';
import { countOf, lines, ofChosen } from '../queries';
import { roleStates, verdictStates } from '../states';
import { badFrom } from '../thresholds';
import { units } from '../units';
import { nameOfBad } from './slow-names';
import {
  byVersion,
  compared,
  comparedRatios,
  comparedTimings,
  difference,
  hourly,
  looked,
  p95ByVersion,
} from './version-queries';

const { ofVersion, stableVersion, versionRegression } = records;
const requests = signals.requests.series;

const timeNames: Readonly<Record<string, string>> = {
  latency: 'p95',
  timeToFirstToken: 'p95 of first token',
};
const timeNameOf = (timing: string): string => timeNames[timing] ?? timing;

/** The version that is looked at, less the one that it is compared with. */
export const differenceStats = (environment: Environment): readonly UnplacedPanel[] => [
  stat({
    key: 'verdict',
    title: 'Verdict on $version',
    description: `Whether the version misses an objective more than twice as often as the stable one, as the alert on releases judges it (${versionRegression}).`,
    unit: units.state,
    noValue: 'Nothing arrives',
    query: valueNow(
      lines(
        `clamp_max(count(${ofChosen(versionRegression, looked)}), 1)`,
        `or sum(0 * (${byVersion(requests, looked)} > 0))`,
      ),
    ),
    steps: badFrom({}),
    states: verdictStates,
  }),
  stat({
    key: 'share-now',
    title: 'Share of requests',
    description: `Share of the model’s requests that the version answers now (${ofVersion(requests)}).`,
    unit: units.ratio,
    noValue: 'Nothing arrives',
    query: valueNow(lines(`sum(${byVersion(requests, looked)})`, `/ (sum(${byVersion(requests)}) > 0)`)),
  }),
  ...comparedRatios(environment).map((ratio) =>
    differenceStat({
      key: `difference-${ratio.objective.toLowerCase()}`,
      title: `${nameOfBad(ratio)}, difference`,
      shows: `Share of an hour’s events (${ofVersion(hourly(ratio))})`,
      expr: difference((matcher) => byVersion(hourly(ratio), matcher)),
    }),
  ),
  ...comparedTimings(environment).map((timing) => {
    const of = (matcher: string): string =>
      `max by (${K}) (\n  ${p95ByVersion(environment, timing, matcher).replaceAll('\n', '\n  ')}\n)`;
    return differenceStat({
      key: `difference-p95-${timing.toLowerCase()}`,
      title: `${timeNameOf(timing)}, relative`,
      shows: `How much longer 95 of 100 ${timingOf(timing).events} take (${ofVersion(signals[timing].series)}), as a part of the other version’s time`,
      expr: lines(of(looked), '/', of(compared), '- 1'),
    });
  }),
  ...(feedsOf(environment)('accuracy') ? [accuracyDifference] : []),
];

const accuracyDifference: UnplacedPanel = stat({
  key: 'difference-accuracy',
  title: 'Accuracy, difference',
  description: `Share of right predictions in the latest evaluation (${ofVersion(signals.accuracy.series)}), of $version less that of the other. Below zero the version does worse; a little of it is chance.`,
  unit: units.ratio,
  noValue: 'One of them is not evaluated',
  query: valueNow(difference((matcher) => byVersion(signals.accuracy.series, matcher))),
});

const differenceStat = ({
  key,
  title,
  shows,
  expr,
}: Pick<Stat, 'key' | 'title'> & { readonly shows: string; readonly expr: string }): UnplacedPanel =>
  stat({
    key,
    title,
    description: `${shows}, of $version less that of the other. Above zero the version does worse; a little of it is chance.`,
    unit: units.ratio,
    noValue: 'One of them tells nothing',
    query: valueNow(expr),
  });

/** A row per version, the one with most requests on top. */
export function versionTable(environment: Environment): UnplacedPanel {
  const of = (expr: string): string => `max by (model_version) (${expr})`;
  const columns: readonly ValueColumn[] = [
    { title: 'Requests', expr: of(byVersion(requests)), unit: units.requestRate },
    {
      title: 'Share',
      expr: of(lines(byVersion(requests), `/ on (${K}) group_left () (${ofChosen(requests)} > 0)`)),
      unit: units.ratio,
    },
    {
      title: 'Role',
      expr: of(lines(`clamp_max(${ofChosen(stableVersion)}, 1)`, `or 0 * ${byVersion(requests)}`)),
      unit: units.state,
      states: roleStates,
    },
    {
      title: 'Targets up',
      expr: `sum by (model_version) (${ofChosen(records.targetsOfVersion)})`,
      unit: units.count,
    },
    ...comparedRatios(environment).map((ratio) => ({
      title: nameOfBad(ratio),
      expr: of(byVersion(hourly(ratio))),
      unit: units.ratio,
    })),
    ...comparedTimings(environment).map((timing) => ({
      title: timeNameOf(timing),
      expr: of(p95ByVersion(environment, timing)),
      unit: units.seconds,
    })),
    ...(feedsOf(environment)('accuracy')
      ? [{ title: 'Accuracy', expr: of(byVersion(signals.accuracy.series)), unit: units.ratio }]
      : []),
    {
      title: 'Worse by',
      expr: of(ofChosen(versionRegression)),
      unit: units.ratio,
      steps: badFrom({ critical: 1e-6 }),
    },
  ];
  return table({
    key: 'versions-now',
    title: 'Versions',
    description: `Every version of the chosen model that answers (${ofVersion(requests)}), the one with most requests first. The stable one answered most of them within a day. Shares of bad events are those of an hour; “worse by” is told of versions that miss an objective more than twice as often as the stable one (${versionRegression}).`,
    noValue: 'No version answers',
    rows: of(byVersion(requests)),
    labels: [{ label: 'model_version', title: 'Version' }],
    hidden: [],
    values: columns,
    worst: 'Requests',
  });
}

/** How many versions answer; more than one for long is a release that nobody has ended. */
export const versionCount: UnplacedPanel = stat({
  key: 'version-count',
  title: 'Versions that answer',
  description: `Versions of the chosen model that have answered requests in the last five minutes (${ofVersion(requests)}).`,
  unit: units.count,
  noValue: '0',
  query: valueNow(countOf(`${byVersion(requests)} > 0`)),
});

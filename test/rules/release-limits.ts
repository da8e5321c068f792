import { firing, keyOf, listed } from './invented';
import { allPromised } from './promised';
import type { AlertCases } from './proofs';
import type { Scenario } from './scenario';

const alert = 'ModelVersionRegression';
const model = 'released';
const key = keyOf(model);

/** What can be worse: what is recorded by version. */
const shares = allPromised.filter(({ timed }) => timed?.byVersion !== false);
const counts = shares.map(({ all }) => all);

const budget = 0.1;
/** Minutes for which something is so: longer than the alert waits and than it is kept. */
const spell = 20;

/** Shares of bad events over an hour and now, and bad events of the hour. */
interface Version {
  readonly hour: number;
  /** None where the version is gone. */
  readonly now?: number;
  readonly events: number;
}

interface Spell {
  readonly stable: Version;
  readonly fresh: Version;
  /** A third version has what the new one lacks. */
  readonly third: Version;
  readonly fires: boolean;
}

const nothing: Version = { hour: 0, now: 0, events: 0 };
/** Far more than everything that it is compared with. */
const worst: Version = { hour: 0.9, now: 0.9, events: 50 };
/** Of the stable version: as bad as the budget allows twice over, or hardly at all. */
const poor: Version = { hour: 0.2, now: 0.2, events: 50 };
const good: Version = { hour: 0.001, now: 0.001, events: 50 };

/** Each condition is once the only one that does not hold, by less than a twentieth; in the end all hold by as little. */
const spells: readonly Spell[] = [
  { stable: poor, fresh: { ...worst, hour: 1.96 * 0.2 }, third: nothing, fires: false },
  { stable: poor, fresh: { ...worst, now: 1.96 * 0.2 }, third: { ...nothing, now: 0.9 }, fires: false },
  { stable: good, fresh: { ...worst, hour: 0.96 * budget }, third: { ...nothing, hour: 0.9 }, fires: false },
  { stable: good, fresh: { ...worst, now: 0.96 * budget }, third: { ...nothing, now: 0.9 }, fires: false },
  { stable: good, fresh: { ...worst, events: 4.9 }, third: { ...nothing, events: 50 }, fires: false },
  { stable: poor, fresh: { hour: 2.04 * 0.2, now: 2.04 * 0.2, events: 5 }, third: nothing, fires: true },
  {
    stable: good,
    fresh: { hour: 1.04 * budget, now: 1.04 * budget, events: 5 },
    third: nothing,
    fires: true,
  },
  // A stable version that answers nothing now is compared with as the hour knows it.
  { stable: { hour: 0.2, events: 50 }, fresh: { ...worst, now: 0.11 }, third: nothing, fires: true },
  { stable: good, fresh: good, third: nothing, fires: false },
];

/** Minutes for which it must hold, and for which it is kept; looked at within them as well as at the end of a spell. */
const [held, kept] = [5, 10];
const within = (
  { fires }: Spell,
  index: number,
): readonly { readonly minute: number; readonly fires: boolean }[] => {
  const begins = index * spell;
  const fired = spells[index - 1]?.fires === true;
  return [
    ...(fires && !fired
      ? [
          { minute: begins + held - 1, fires: false },
          { minute: begins + held + 1, fires },
        ]
      : []),
    ...(fired && !fires
      ? [
          { minute: begins + kept - 1, fires: true },
          { minute: begins + kept + 1, fires },
        ]
      : []),
    { minute: begins + spell - 1, fires },
  ];
};

const values = (of: (one: Spell) => number | undefined): string =>
  spells
    .map(of)
    .map((value) => (value === undefined ? `_x${spell}` : `${value}x${spell - 1}`))
    .join(' ');

const ofVersion = (recorded: string, version: string, of: (one: Spell) => Version): readonly object[] => {
  const labels = `{${key}, model_version="${version}"}`;
  return [
    { series: `model_version:${recorded}:ratio_rate1h${labels}`, values: values((one) => of(one).hour) },
    { series: `model_version:${recorded}:ratio_rate5m${labels}`, values: values((one) => of(one).now) },
    { series: `model_version:${recorded}:increase1h${labels}`, values: values((one) => of(one).events) },
  ];
};

/** A model of the same namespace whose versions are all as bad as can be, which concerns nobody else. */
const neighbour = (recorded: string, budgets: string): readonly object[] => {
  const other = keyOf('neighbour');
  const labels = `{${other}, model_version="1"}`;
  const fresh = `{${other}, model_version="2"}`;
  return [
    // Its version 2 is no worse over the hour, and everything else.
    { series: `model_version:${recorded}:ratio_rate1h${fresh}`, values: '0.95x400' },
    { series: `model_version:${recorded}:ratio_rate5m${fresh}`, values: '1x400' },
    { series: `model_version:${recorded}:increase1h${fresh}`, values: '1000x400' },
    { series: `model_version:${recorded}:ratio_rate1h${labels}`, values: '0.5x400' },
    { series: `model_version:${recorded}:ratio_rate5m${labels}`, values: '0.1x400' },
    { series: `model_version:stable:increase1d${labels}`, values: '1000x400' },
    { series: `${budgets}{${other}, window="30d"}`, values: '0.9x400' },
    // Elsewhere the new version is the stable one.
    {
      series: `model_version:stable:increase1d{${keyOf('elsewhere')}, model_version="2"}`,
      values: '1000x400',
    },
  ];
};

/**
 * Rates of 24 hours and a half, and of the half hour after that: of the hour, one half is of each. A version that came six
 * hours ago has had fewer requests in all.
 */
const rates = (version: string, recorded: string, before: number, after: number) => ({
  series: `model_version:${recorded}:rate5m{${key}, model_version="${version}"}`,
  values: version === '1' ? `${before}x2940 ${after}x59` : `_x2281 ${before}x659 ${after}x59`,
});
const record = (name: string, value?: number) => ({
  expr: `round(${name}{model_name="released", model_version="1"}, 0.001)`,
  eval_time: '25h',
  exp_samples: value === undefined ? [] : [{ labels: `{${key}, model_version="1"}`, value }],
});

/** What the records themselves hold: events of an hour, shares of them, and the version with most requests of a day. */
const counted: Scenario = {
  name: 'events of an hour are counted, shares are theirs, and the stable version is that with most requests of a day',
  interval: '30s',
  evaluation_interval: '1h',
  input_series: [
    ...['1', '2'].flatMap((version) => [
      rates(version, 'requests', version === '1' ? 4 : 10, 1),
      ...['latency_count', 'ttft_count'].map((all) => rates(version, all, 4, 1)),
      ...shares.map(({ recorded }) => rates(version, recorded, 0.2, 0.1)),
    ]),
    // Another model has more requests than all of these, and takes nobody's place.
    { series: `model_version:requests:rate5m{${keyOf('busy')}, model_version="1"}`, values: '100x3000' },
    // A version without requests has no share of them.
    ...[...counts, ...shares.map(({ recorded }) => recorded)].map((recorded) => ({
      series: `model_version:${recorded}:rate5m{${keyOf('idle')}, model_version="1"}`,
      values: '0x3000',
    })),
  ],
  proves: ['records'],
  alert_rule_test: [],
  promql_expr_test: [
    ...counts.map((all) => record(`model_version:${all}:increase1h`, 9000)),
    ...shares.flatMap(({ recorded }) => [
      record(`model_version:${recorded}:increase1h`, 540),
      record(`model_version:${recorded}:ratio_rate1h`, 0.06),
      record(`model_version:${recorded}:ratio_rate5m`, 0.1),
      ...['1h', '5m'].map((window) => ({
        expr: `model_version:${recorded}:ratio_rate${window}{model_name="idle"}`,
        eval_time: '25h',
        exp_samples: [],
      })),
    ]),
    record('model_version:stable:increase1d', 300 * (282 * 4 + 6 * 1)),
    {
      ...record('model_version:stable:increase1d'),
      expr: 'model_version:stable:increase1d{model_version="2"}',
    },
  ],
};

/** The records that releases are judged by, given as they are, for each share that can be worse. */
export const releaseCases: readonly AlertCases[] = [
  {
    alert,
    scenarios: [
      ...shares.map(({ objective, recorded, budgets }): Scenario => ({
        name: `${objective}: twice as bad as the stable version, over an hour and now, worse than promised, and enough events, or nobody is told`,
        proves: ['fires', 'boundary', 'recovery'],
        interval: '1m',
        input_series: [
          listed(model, 400),
          { series: `${budgets}{${key}, window="30d"}`, values: `${budget}x400` },
          { series: `model_version:stable:increase1d{${key}, model_version="1"}`, values: '1000x400' },
          ...ofVersion(recorded, '1', ({ stable }) => stable),
          ...ofVersion(recorded, '2', ({ fresh }) => fresh),
          ...ofVersion(recorded, '3', ({ third }) => third),
          ...neighbour(recorded, budgets),
        ],
        alert_rule_test: spells.flatMap(within).map(({ minute, fires }) => ({
          eval_time: `${minute}m`,
          alertname: alert,
          exp_alerts: fires ? [firing(model, 'critical', { model_version: '2', objective })] : [],
        })),
      })),
      counted,
    ],
  },
];

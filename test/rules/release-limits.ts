import type { AlertCases } from './proofs';

const alert = 'ModelVersionRegression';
const key = 'namespace="serving", model_name="released"';
const owner = { team: 'risk', tier: 'critical' } as const;

/** What can be worse, and the threshold series of its budget. */
const shares = [
  { objective: 'availability', recorded: 'errors', budgets: 'error_budget' },
  { objective: 'latency', recorded: 'slow', budgets: 'latency_budget' },
  { objective: 'timeToFirstToken', recorded: 'ttft_slow', budgets: 'ttft_budget' },
] as const;

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
  { stable: good, fresh: { ...worst, events: 4 }, third: { ...nothing, events: 50 }, fires: false },
  { stable: poor, fresh: { hour: 2.04 * 0.2, now: 2.04 * 0.2, events: 5 }, third: nothing, fires: true },
  {
    stable: good,
    fresh: { hour: 1.04 * budget, now: 1.04 * budget, events: 5 },
    third: nothing,
    fires: true,
  },
  // A stable version that answers nothing now is compared with as the hour knows it.
  { stable: { hour: 0.2, events: 50 }, fresh: { ...worst, now: 0.11 }, third: nothing, fires: true },
];

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
  const other = 'namespace="serving", model_name="neighbour"';
  const labels = `{${other}, model_version="1"}`;
  return [
    { series: `model_version:${recorded}:ratio_rate1h${labels}`, values: '0.5x400' },
    { series: `model_version:${recorded}:ratio_rate5m${labels}`, values: '0.5x400' },
    { series: `model_version:stable:increase1d${labels}`, values: '1000x400' },
    { series: `model:threshold:${budgets}{${other}, window="30d"}`, values: '0.9x400' },
  ];
};

/** The records that releases are judged by, given as they are, for each share that can be worse. */
export const releaseCases: readonly AlertCases[] = [
  {
    alert,
    scenarios: shares.map(({ objective, recorded, budgets }) => ({
      name: `${objective}: twice as bad as the stable version, over an hour and now, worse than promised, and enough events, or nobody is told`,
      proves: ['fires', 'silent', 'boundary'],
      interval: '1m',
      input_series: [
        {
          series: `model:info{${key}, team="${owner.team}", tier="${owner.tier}", kind="online", traffic="continuous"}`,
          values: '1x400',
        },
        { series: `model:threshold:${budgets}{${key}, window="30d"}`, values: `${budget}x400` },
        { series: `model_version:stable:increase1d{${key}, model_version="1"}`, values: '1000x400' },
        ...ofVersion(recorded, '1', ({ stable }) => stable),
        ...ofVersion(recorded, '2', ({ fresh }) => fresh),
        ...ofVersion(recorded, '3', ({ third }) => third),
        ...neighbour(recorded, budgets),
      ],
      alert_rule_test: spells.map(({ fires }, index) => ({
        eval_time: `${(index + 1) * spell - 1}m`,
        alertname: alert,
        exp_alerts: fires
          ? [
              {
                exp_labels: {
                  severity: 'critical',
                  scope: 'model',
                  namespace: 'serving',
                  model_name: 'released',
                  model_version: '2',
                  objective,
                  ...owner,
                },
              },
            ]
          : [],
      })),
    })),
  },
];

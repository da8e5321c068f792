import { keyOf } from './invented';
import type { Promised } from './promised';
import type { Scenario } from './scenario';

/** Rates of bad events and of all, for some time before the look. */
interface Band {
  /** How long before the look it begins; it ends where the next begins. Unit: minutes. */
  readonly from: number;
  readonly bad: number;
  readonly all: number;
}

/** Each window begins where a rate changes, so that a window of another length holds another share. */
const ofWindows: readonly Band[] = [
  { from: 5, bad: 0.1, all: 3 },
  { from: 30, bad: 0.3, all: 2 },
  { from: 60, bad: 0.2, all: 4 },
  { from: 120, bad: 0.5, all: 1 },
  { from: 360, bad: 0.1, all: 2 },
  { from: 1440, bad: 0.4, all: 5 },
  { from: 4320, bad: 0.2, all: 1 },
  { from: 5760, bad: 0.9, all: 1 },
];
const day = 1440;
const ofObjectives: readonly Band[] = [
  { from: 7 * day, bad: 0.1, all: 3 },
  { from: 28 * day, bad: 0.3, all: 2 },
  { from: 30 * day, bad: 0.2, all: 4 },
  { from: 32 * day, bad: 0.9, all: 1 },
];

/** Events within a window. */
const within = (bands: readonly Band[], window: number, of: (band: Band) => number): number =>
  bands.reduce((sum, band, index) => {
    const until = bands[index - 1]?.from ?? 0;
    return until < window ? sum + of(band) * 60 * (Math.min(band.from, window) - until) : sum;
  }, 0);

/** Samples of a rate from the oldest band to the look itself. Unit of `step`: minutes. */
const samplesOf = (bands: readonly Band[], step: number, of: (band: Band) => number): string =>
  bands
    .map((band, index) => `${of(band)}x${(band.from - (bands[index - 1]?.from ?? 0)) / step - 1}`)
    .reverse()
    .join(' ');

const recordsOf = ({ recorded, all }: Promised) => [`model:${recorded}`, `model:${all}`] as const;

const digits = 1e-6;
const look = (name: string, model: string, hours: number, value?: number) => ({
  expr: `round(${name}{model_name="${model}"}, ${digits})`,
  eval_time: `${hours}h`,
  exp_samples:
    value === undefined
      ? []
      : [{ labels: `{${keyOf(model)}}`, value: Math.round(value / digits) / Math.round(1 / digits) }],
});

const windows = { '5m': 5, '30m': 30, '1h': 60, '2h': 120, '6h': 360, '1d': 1440, '3d': 4320 } as const;
/** Whose events are counted, for alerts that ask how many there are. */
const counted: readonly string[] = ['1h', '6h', '1d', '3d'];

const hours = 96;
/** The rates of one model over these bands; the very first sample is the only one of its time. */
const seen = (recorded: string, all: string) => [
  {
    series: `${recorded}:rate5m{${keyOf('seen')}}`,
    values: `0 ${samplesOf(ofWindows, 0.5, ({ bad }) => bad)}`,
  },
  { series: `${all}:rate5m{${keyOf('seen')}}`, values: `0 ${samplesOf(ofWindows, 0.5, (band) => band.all)}` },
];

/** The records of one share over every window, from rates that are given. */
export const windowsOf = (promise: Promised): Scenario => {
  const [recorded, all] = recordsOf(promise);
  const countsAll = promise.all === 'requests';
  return {
    name: `shares of ${recorded} over each window, from what they are shares of`,
    interval: '30s',
    evaluation_interval: `${hours}h`,
    input_series: [
      ...seen(recorded, all),
      { series: `${recorded}:rate5m{${keyOf('idle')}}`, values: '0x11520' },
      { series: `${all}:rate5m{${keyOf('idle')}}`, values: '0x11520' },
    ],
    proves: ['records'],
    alert_rule_test: [],
    promql_expr_test: [
      ...Object.entries(windows).flatMap(([window, length]) => {
        const bad = within(ofWindows, length, (band) => band.bad);
        const events = within(ofWindows, length, (band) => band.all);
        return [
          look(`${recorded}:ratio_rate${window}`, 'seen', hours, bad / events),
          look(`${recorded}:ratio_rate${window}`, 'idle', hours),
          ...(counted.includes(window) ? [look(`${recorded}:increase${window}`, 'seen', hours, bad)] : []),
          ...(counted.includes(window) && countsAll
            ? [look(`${all}:increase${window}`, 'seen', hours, events)]
            : []),
        ];
      }),
    ],
  };
};

/** Means of an hour, of which the window of an objective is made. */
export const hourlyOf = (promise: Promised): Scenario => {
  const [recorded, all] = recordsOf(promise);
  return {
    name: `rates of ${recorded} over an hour`,
    proves: ['records'],
    interval: '30s',
    evaluation_interval: `${hours}h`,
    input_series: seen(recorded, all),
    alert_rule_test: [],
    promql_expr_test: [
      look(`${recorded}:rate1h`, 'seen', hours, within(ofWindows, 60, ({ bad }) => bad) / 3600),
      look(`${all}:rate1h`, 'seen', hours, within(ofWindows, 60, (band) => band.all) / 3600),
    ],
  };
};

const objectives = { '7d': 7 * day, '28d': 28 * day, '30d': 30 * day } as const;

/** The same over the window of the objective, whichever that is. */
export const objectivesOf = (promise: Promised): Scenario => {
  const [recorded, all] = recordsOf(promise);
  const hours = 32 * 24;
  return {
    name: `shares of ${recorded} over the window of the objective`,
    interval: '1h',
    evaluation_interval: `${hours}h`,
    // One that promises nothing has no window.
    input_series: [...Object.keys(objectives), 'idle', 'none'].flatMap((window) => {
      const labels = keyOf(`over-${window}`);
      const isIdle = window === 'idle';
      const rates = (of: (band: Band) => number): string =>
        isIdle ? `0x${hours}` : `0 ${samplesOf(ofObjectives, 60, of)}`;
      return [
        { series: `${recorded}:rate1h{${labels}}`, values: rates(({ bad }) => bad) },
        { series: `${all}:rate1h{${labels}}`, values: rates((band) => band.all) },
        ...(window === 'none'
          ? []
          : [
              {
                series: `${promise.budgets}{${labels}, window="${isIdle ? '7d' : window}"}`,
                values: `0.01x${hours}`,
              },
            ]),
      ];
    }),
    proves: ['records'],
    alert_rule_test: [],
    promql_expr_test: [
      ...Object.entries(objectives).flatMap(([window, length]) => {
        const bad = within(ofObjectives, length, (band) => band.bad);
        const events = within(ofObjectives, length, (band) => band.all);
        return [
          look(`${recorded}:increase_objective`, `over-${window}`, hours, bad),
          look(`${recorded}:ratio_objective`, `over-${window}`, hours, bad / events),
        ];
      }),
      look(`${recorded}:ratio_objective`, 'over-idle', hours),
      look(`${recorded}:increase_objective`, 'over-none', hours),
      look(`${recorded}:ratio_objective`, 'over-none', hours),
    ],
  };
};

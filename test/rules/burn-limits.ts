import { fourWeeks, thirtyDays, waits, week, type Pair } from './burn-pairs';
import { spoken } from './burn-situation';
import type { BurnSubject } from './burn-subjects';
import { firing, keyOf, listed } from './invented';
import type { Scenario } from './scenario';

/** The same promise over each window that there is, by a model that is named for it. */
const promises = [
  { window: '30d', speeds: thirtyDays },
  { window: '28d', speeds: fourWeeks },
  { window: '7d', speeds: week },
] as const;

const nameOf = (window: string): string => `over-${window}`;

/** Minutes for which something is so: longer than any of these alerts waits. */
const spell = 20;
const series = (name: string, labels: string, values: string) => ({ series: `${name}{${labels}}`, values });
/** Longer than any of these alerts is kept. */
const afterwards = 80;
/** One value after the other, with a sample every minute; nothing of it afterwards. */
const spells = (...values: readonly number[]): string =>
  [...values.map((value) => `${value}x${spell - 1}`), `0x${afterwards}`].join(' ');

const recordedWindow = (minutes: number): string => {
  if (minutes < 60) return `${minutes}m`;
  return minutes % 1440 === 0 ? `${minutes / 1440}d` : `${minutes / 60}h`;
};

/** Shares of the limit: nearer than a twentieth on either side. */
const [below, above] = [0.96, 1.04];

/** A model of the same namespace of which all holds but that it burns for long: it concerns nobody, and no other model. */
const neighbour = keyOf('neighbour');

/**
 * The records that one pair of windows is judged by, given as they are: the long window alone above its limit, then the
 * short one alone, then both with one event too few, then everything; each is once all that is missing. For every
 * window that a promise can be about, side by side.
 */
function around(subject: BurnSubject, { long, short, severity }: Pair, speed: number): Scenario {
  const { alert, budget, besides } = subject;
  const { recorded, budgets } = subject.promise;
  const [inLong, inShort] = [recordedWindow(long), recordedWindow(short)];
  const enough = besides?.least ?? 1;
  const { for: wait, keep } = waits[severity];
  // Where nothing is asked for beside the bad events, nothing is missing in the fourth either.
  const [begins, ends] = [(besides === undefined ? 3 : 4) * spell, 5 * spell];
  const given = (
    key: string,
    window: string,
    [ofLong, ofShort, bad, asked]: readonly [string, string, string, string],
  ) => [
    series(`model:${recorded}:ratio_rate${inLong}`, key, ofLong),
    series(`model:${recorded}:ratio_rate${inShort}`, key, ofShort),
    series(`model:${recorded}:increase${inLong}`, key, bad),
    ...(besides === undefined ? [] : [series(`model:requests:increase${inLong}`, key, asked)]),
    series(budgets, `${key}, window="${window}"`, `${budget}x200`),
  ];
  const told = promises.map(({ window }) => firing(nameOf(window), severity));
  const look = (minute: number, exp_alerts: readonly object[] = []) => ({
    eval_time: `${minute}m`,
    alertname: alert,
    exp_alerts,
  });
  return {
    name: `over any window: above the limit for ${spoken(long)} and for ${spoken(short)}, and enough events, or nobody is told`,
    proves: ['fires', 'boundary', 'recovery'],
    interval: '1m',
    input_series: [
      ...given(neighbour, '30d', ['0x200', '1x200', '1000x200', '1000x200']),
      ...promises.flatMap(({ window, speeds }) => {
        const limit = (speeds[speed]?.times ?? Number.NaN) * budget;
        const [little, much] = [below * limit, above * limit];
        return [
          listed(nameOf(window), 200),
          ...given(keyOf(nameOf(window)), window, [
            spells(much, little, much, much, much),
            spells(little, much, much, much, much),
            spells(5, 5, 4.9, 5, 5),
            spells(enough, enough, enough, enough - 1, enough),
          ]),
        ];
      }),
    ],
    alert_rule_test: [
      look(spell - 1),
      look(2 * spell - 1),
      look(3 * spell - 1),
      ...(besides === undefined ? [] : [look(4 * spell - 1)]),
      look(begins + wait - 1),
      look(begins + wait + 1, told),
      look(ends - 1, told),
      look(ends + keep - 1, told),
      look(ends + keep + 1),
    ],
  };
}

/** Every pair of windows of one alert, over every window of a promise. */
export const limitsOf = (subject: BurnSubject): readonly Scenario[] =>
  thirtyDays.map((pair, speed) => around(subject, pair, speed));

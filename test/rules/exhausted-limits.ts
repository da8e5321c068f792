import { firing, keyOf, listed } from './invented';
import { allPromised } from './promised';
import type { AlertCases } from './proofs';
import { hourlyOf, objectivesOf } from './ratio-windows';

const alert = 'ModelErrorBudgetExhausted';
/** Over how long it is promised; and just before it is, and just before it has been for four fifths of that. Unit: days. */
const windows = [
  { window: '30d', start: 0, known: 24 },
  { window: '28d', start: 1.6, known: 24 },
  { window: '7d', start: 0.4, known: 6 },
] as const;

const budget = 0.01;

/** Which part of the budget is gone, with how many bad events: one of the two is just too little, or neither. */
const models = [
  { name: 'nearly', gone: 0.96, events: 50 },
  { name: 'hardly', gone: 1.04, events: 4.9 },
  { name: 'wholly', gone: 1.04, events: 5 },
] as const;

/** Every time here is a whole number of these. Unit: minutes. */
const sample = 96;
const aDay = (24 * 60) / sample;
const samples = 31 * aDay;
/** Days between evaluations. */
const step = 3;

const nameOf = (model: string, window: string): string => `${model}-${window}`;

const seriesOf = (
  { name, gone, events }: (typeof models)[number],
  { window, start }: (typeof windows)[number],
): readonly object[] => {
  const before = Math.round(start * aDay) + 1;
  const model = nameOf(name, window);
  const key = keyOf(model);
  return [
    listed(model, samples),
    ...allPromised.flatMap(({ recorded, budgets }) => [
      { series: `model:${recorded}:ratio_objective{${key}}`, values: `${gone * budget}x${samples}` },
      { series: `model:${recorded}:increase_objective{${key}}`, values: `${events}x${samples}` },
      {
        series: `${budgets}{${key}, window="${window}"}`,
        values: `_x${before} ${budget}x${samples - before}`,
      },
    ]),
  ];
};

const told = (window: string): readonly object[] =>
  allPromised.map(({ objective }) => firing(nameOf('wholly', window), 'warning', { objective }));

/** The last look before an objective counts, the first at which it does, and the first at which it has for long enough. */
const looks = new Set(windows.flatMap(({ known }) => [known, known + step, known + 2 * step]));

/** The records of every budget over every window, given as they are. */
export const exhaustedCases: readonly AlertCases[] = [
  {
    alert,
    scenarios: [
      {
        name: 'any objective over any window: the whole budget and five bad events, once it was promised for four fifths of the window',
        proves: ['fires', 'boundary'],
        interval: `${sample}m`,
        evaluation_interval: `${step}d`,
        input_series: models.flatMap((model) => windows.flatMap((window) => seriesOf(model, window))),
        alert_rule_test: [...looks]
          .sort((one, other) => one - other)
          .map((day) => ({
            eval_time: `${day}d`,
            alertname: alert,
            exp_alerts: windows.flatMap(({ window, known }) => (day > known + step ? told(window) : [])),
          })),
      },
      ...allPromised.flatMap((promise) => [hourlyOf(promise), objectivesOf(promise)]),
    ],
  },
];

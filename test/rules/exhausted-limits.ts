import { firing, keyOf, listed } from './invented';
import { allPromised } from './promised';
import type { AlertCases } from './proofs';
import { hourlyOf, objectivesOf } from './ratio-windows';

const alert = 'ModelErrorBudgetExhausted';
/** Over how long it is promised, and when it has been for four fifths of that, if it is from the second day on. */
const windows = [
  { window: '30d', known: 25 * 24 },
  { window: '28d', known: 23.4 * 24 },
  { window: '7d', known: 6.6 * 24 },
] as const;

const budget = 0.01;

/** Which part of the budget is gone, with how many bad events: one of the two is just too little, or neither. */
const models = [
  { name: 'nearly', gone: 0.96, events: 50 },
  { name: 'hardly', gone: 1.04, events: 4 },
  { name: 'wholly', gone: 1.04, events: 5 },
] as const;

/** Four fifths of each window are a whole number of these. Unit: minutes. */
const sample = 24;
const samples = (31 * 24 * 60) / sample;
const aDay = (24 * 60) / sample;
/** Hours between evaluations. */
const step = 8;

const nameOf = (model: string, window: string): string => `${model}-${window}`;

const seriesOf = ({ name, gone, events }: (typeof models)[number], window: string): readonly object[] => {
  const model = nameOf(name, window);
  const key = keyOf(model);
  return [
    listed(model, samples),
    ...allPromised.flatMap(({ recorded, budgets }) => [
      { series: `model:${recorded}:ratio_objective{${key}}`, values: `${gone * budget}x${samples}` },
      { series: `model:${recorded}:increase_objective{${key}}`, values: `${events}x${samples}` },
      { series: `${budgets}{${key}, window="${window}"}`, values: `_x${aDay} ${budget}x${samples - aDay}` },
    ]),
  ];
};

const told = (window: string): readonly object[] =>
  allPromised.map(({ objective }) => firing(nameOf('wholly', window), 'warning', { objective }));

/** The last look before an objective counts, and the first at which that has been so for long enough. */
const looks = windows.flatMap(({ known }) => {
  const last = Math.ceil(known / step) * step - step;
  return [last, last + 2 * step];
});

/** The records of every budget over every window, given as they are. */
export const exhaustedCases: readonly AlertCases[] = [
  {
    alert,
    scenarios: [
      {
        name: 'any objective over any window: the whole budget and five bad events, once it was promised for four fifths of the window',
        proves: ['fires', 'boundary'],
        interval: `${sample}m`,
        evaluation_interval: `${step}h`,
        input_series: models.flatMap((model) => windows.flatMap(({ window }) => seriesOf(model, window))),
        alert_rule_test: [...looks]
          .sort((one, other) => one - other)
          .map((hour) => ({
            eval_time: `${hour}h`,
            alertname: alert,
            exp_alerts: windows.flatMap(({ window, known }) => (hour >= known + step ? told(window) : [])),
          })),
      },
      ...allPromised.flatMap((promise) => [hourlyOf(promise), objectivesOf(promise)]),
    ],
  },
];

import { keyOf } from './invented';
import type { Promised } from './promised';
import type { Scenario } from './scenario';

interface Row {
  readonly model: string;
  readonly version: string;
  /** Rates of the buckets up to 0.1 and 0.2 seconds, and of all. */
  readonly buckets: readonly [number, number, number];
}

/** Two models that promise different times, one of them with two versions, and one that promises nothing. */
const rows: readonly Row[] = [
  { model: 'quick', version: '1', buckets: [7, 8, 10] },
  { model: 'quick', version: '2', buckets: [1.5, 3, 4] },
  { model: 'patient', version: '1', buckets: [2, 5, 6] },
  { model: 'careless', version: '1', buckets: [1, 2, 3] },
];
const bounds = { quick: '0.1', patient: '0.2' } as const;
const events = { 'quick 1': [10, 3], 'quick 2': [4, 2.5], 'patient 1': [6, 1] } as const;
const ofModels = { quick: [14, 5.5], patient: [6, 1] } as const;

/** Counts of events and of those that take longer than promised, from buckets that are given. */
export const timedOf = ({ recorded: slow, all: count, timed }: Promised): readonly Scenario[] => {
  if (timed === undefined) return [];
  const { bucket, bound, byVersion } = timed;
  const level = byVersion ? 'model_version' : 'model';
  const shown = byVersion ? rows : rows.filter(({ version }) => version === '1');
  const labels = (model: string, version: string): string =>
    byVersion ? `${keyOf(model)}, model_version="${version}"` : keyOf(model);
  const look = (record: string, samples: readonly (readonly [string, number])[]) => ({
    expr: record,
    eval_time: '5m',
    exp_samples: samples.map(([of, value]) => ({ labels: `${record}{${of}}`, value })),
  });
  const told = Object.entries(events).flatMap(([name, values]) => {
    const [model = '', version = ''] = name.split(' ');
    return byVersion || version === '1' ? [[labels(model, version), ...values] as const] : [];
  });
  const [counted, late] = [`${level}:${count}:rate5m`, `${level}:${slow}:rate5m`];
  return [
    {
      name: `${slow}: events are counted where a time is promised, and late are those beyond its bucket`,
      proves: ['records'],
      interval: '30s',
      input_series: [
        ...shown.flatMap(({ model, version, buckets }) =>
          ['0.1', '0.2', '+Inf'].map((le, index) => ({
            series: `${level}:${bucket}:rate5m{${labels(model, version)}, le="${le}"}`,
            values: `${buckets[index] ?? 0}x12`,
          })),
        ),
        ...Object.entries(bounds).map(([model, le]) => ({
          series: `${bound}{${keyOf(model)}, le="${le}"}`,
          values: `${le}x12`,
        })),
      ],
      alert_rule_test: [],
      promql_expr_test: [
        look(
          counted,
          told.map(([of, all]) => [of, all]),
        ),
        look(
          late,
          told.map(([of, , bad]) => [of, bad]),
        ),
        ...(byVersion
          ? [
              look(
                `model:${count}:rate5m`,
                Object.entries(ofModels).map(([model, [all]]) => [keyOf(model), all]),
              ),
              look(
                `model:${slow}:rate5m`,
                Object.entries(ofModels).map(([model, [, bad]]) => [keyOf(model), bad]),
              ),
            ]
          : []),
      ],
    },
  ];
};

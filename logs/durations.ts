import { allOf, hash, isSet, matches, not, plugin, type Step } from './pipeline';

/** Units in which lines tell how long something took, with the zeros that make nanoseconds of them. */
const units = [
  { key: 'latency_us', zeros: 3 },
  { key: 'latency_ms', zeros: 6 },
  { key: 'latency_s', zeros: 9 },
] as const;

/** Keys of a JSON line that mean the same. */
const aliases: Readonly<Record<(typeof units)[number]['key'], readonly string[]>> = {
  latency_us: ['duration_us'],
  latency_ms: ['duration_ms', 'elapsed_ms'],
  latency_s: ['duration_s'],
};

/** Where a duration may stand, in the order of preference. */
const places = units.flatMap(({ key, zeros }) =>
  [key, ...aliases[key]].map((name) => ({ name, field: `[in][${name}]`, zeros })),
);

/** Every key that tells a duration in another unit than nanoseconds. */
export const durationKeys: readonly string[] = places.map(({ name }) => name);

/** Digits before the point: with the zeros, fifteen at most. */
const whole = (zeros: number): string => `[0-9]{1,${15 - zeros}}`;

/**
 * Logstash reads a number with a fraction as a decimal, whose text has an exponent: 12.5 is 0.125e2. These rules write it
 * without one: enough zeros behind, and the point where the exponent says.
 */
const withoutExponent = (field: string): readonly string[] => [
  ...[field, '\\A0\\.([0-9]{1,20})e([1-9])\\z', '0.\\1000000000e\\2'],
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((exponent) => [
    field,
    `\\A0\\.([0-9]{${exponent}})([0-9]{0,20})[0-9]{0,9}e${exponent}\\z`,
    '\\1.\\2',
  ]),
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((zeros) => [
    field,
    `\\A0\\.([0-9]{1,20})e${zeros === 0 ? '' : '-'}${zeros}\\z`,
    `0.${'0'.repeat(zeros)}\\1`,
  ]),
];

/**
 * Moves the point of a decimal number, because no filter calculates: the number gets zeros behind, and what stands
 * behind the point's new place is cut off.
 */
export const inNanoseconds: readonly Step[] = [
  plugin('mutate', 'duration_texts', {
    convert: hash(Object.fromEntries(places.map(({ field }) => [field, 'string']))),
  }),
  ...places.map(({ name, field }): Step => ({
    when: matches(field, '\\A0\\.[0-9]{1,20}e-?[0-9]\\z'),
    steps: [plugin('mutate', `plain_${name}`, { gsub: withoutExponent(field) })],
  })),
  ...places.map(({ name, field, zeros }): Step => ({
    when: allOf(not(isSet('[in][latency_ns]')), matches(field, `\\A${whole(zeros)}(?:\\.[0-9]{1,20})?\\z`)),
    steps: [
      plugin('mutate', `in_ns_${name}`, {
        gsub: [
          ...[field, `\\A(${whole(zeros)})\\z`, '\\1.'],
          ...[field, '\\z', '0'.repeat(zeros)],
          ...[field, `\\A(${whole(zeros)})\\.([0-9]{${zeros}})[0-9]{0,20}\\z`, '\\1\\2'],
        ],
      }),
      plugin('mutate', `ns_${name}`, { rename: hash({ [field]: '[in][latency_ns]' }) }),
    ],
  })),
];

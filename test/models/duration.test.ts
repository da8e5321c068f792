import fc from 'fast-check';
import {
  days,
  entryNotation,
  hours,
  inSeconds,
  milliseconds,
  minutes,
  parseDuration,
  printDuration,
  seconds,
  times,
} from '../../models/duration';

const century = 36_500 * 86_400_000;
const anyDuration = fc.integer({ min: 1, max: century }).map(milliseconds);
const unit = fc.constantFrom('ms', 's', 'm', 'h', 'd');

/** What Prometheus reads: units from large to small, each at most once. */
function readPrometheus(text: string): number {
  const size = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
  const parts = [...text.matchAll(/(\d+)(ms|[smhd])/g)];
  if (parts.map(([part]) => part).join('') !== text) throw new Error(`${text} is no duration of Prometheus`);
  return parts.reduce((sum, [, count, name]) => sum + Number(count) * size[name as keyof typeof size], 0);
}

test('what is printed for Prometheus is what was meant', () => {
  fc.assert(
    fc.property(anyDuration, (duration) => {
      expect(printDuration(duration)).toMatch(/^(\d+d)?(\d+h)?(\d+m(?!s))?(\d+s)?(\d+ms)?$/);
      expect(readPrometheus(printDuration(duration))).toBe(duration.milliseconds);
    }),
    { seed: 1 },
  );
});

test('what is written for people is read back as the same duration', () => {
  fc.assert(
    fc.property(anyDuration, (duration) => {
      expect(parseDuration(entryNotation(duration))).toEqual(duration);
    }),
    { seed: 2 },
  );
  expect(
    [2_500, 250, 5_400_000, 86_400_000, 61_000].map((count) => entryNotation(milliseconds(count))),
  ).toEqual(['2.5s', '250ms', '1.5h', '1d', '61s']);
});

test('a whole number of any unit is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 36_500 }), unit, (count, name) => {
      const size = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }[name];
      expect(parseDuration(`${count}${name}`)).toEqual(milliseconds(count * size));
    }),
    { seed: 3 },
  );
});

test('fractions are read as long as they are whole milliseconds', () => {
  expect(parseDuration('2.5s')).toEqual(milliseconds(2_500));
  expect(parseDuration('1.001s')).toEqual(milliseconds(1_001));
  expect(parseDuration('0.25ms')).toBeUndefined();
  expect(parseDuration('1.5ms')).toBeUndefined();
});

test.each([
  '',
  '5',
  's',
  '-1s',
  '+1s',
  '0s',
  '0.0h',
  '1 s',
  '1S',
  '1w',
  '1h30m',
  '1e3s',
  '1.s',
  '.5s',
  '٣s',
  '1s\n',
  'Infinity',
])('%j is no duration', (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test('spans that Prometheus could not hold are no durations', () => {
  expect(parseDuration('36500d')).toEqual(days(36_500));
  expect(parseDuration('36501d')).toBeUndefined();
  expect(parseDuration(`${'9'.repeat(400)}d`)).toBeUndefined();
});

test('the constructors agree with each other', () => {
  expect(days(1)).toEqual(hours(24));
  expect(hours(1)).toEqual(minutes(60));
  expect(minutes(1)).toEqual(seconds(60));
  expect(inSeconds(milliseconds(1_500))).toBe(1.5);
  expect(printDuration(milliseconds(0))).toBe('0s');
});

test('time is compressed and stretched to whole milliseconds', () => {
  expect(times(minutes(5), 1 / 60)).toEqual(seconds(5));
  expect(times(seconds(1), 1 / 3)).toEqual(milliseconds(333));
});

import { printDuration } from '../../models/duration';
import { longestGap } from '../../models/schedule';

/** The gap as text; for a schedule that is refused what is wrong with it. */
function gap(schedule: string, zone = 'Etc/UTC'): string {
  const found = longestGap(schedule, zone);
  return 'problem' in found ? found.problem : printDuration(found);
}

test.each([
  ['0 2 * * *', '1d'],
  ['*/5 * * * *', '5m'],
  ['0 */6 * * *', '6h'],
  ['30 6 * * 1', '7d'],
  ['0 2 * * 1-5', '3d'],
  ['0 9-17 * * 1-5', '2d16h'],
  ['0 0 1 * *', '31d'],
  ['0 0 1 6,12 *', '183d'],
])('%s starts at least every %s', (schedule, expected) => {
  expect(gap(schedule)).toBe(expected);
});

test('a season without runs counts although it lies around the end of the year', () => {
  expect(gap('0 2 1 3-11 *')).toBe('120d');
  expect(gap('0 2 * 2-10 *')).toBe('93d');
});

test('the clock change makes one day of the year longer', () => {
  expect(gap('0 2 * * *', 'Europe/Berlin')).toBe('1d1h');
  expect(gap('0 12 * * *', 'America/New_York')).toBe('1d1h');
  expect(gap('0 12 * * *', 'Australia/Lord_Howe')).toBe('1d30m');
  expect(gap('0 12 * * *', 'Asia/Kolkata')).toBe('1d');
});

test('what is no schedule is refused with a reason', () => {
  expect(gap('@daily')).toMatchInlineSnapshot(
    `""@daily" is no cron expression of five fields, such as "0 2 * * *""`,
  );
  expect(gap('0 0 2 * * *')).toContain('five fields');
  expect(gap('60 2 * * *')).toMatchInlineSnapshot(
    `""60 2 * * *" is no cron expression: Invalid value for minute: 60"`,
  );
  expect(gap('a b c d e')).toContain('is no cron expression');
  expect(gap('')).toContain('five fields');
});

test('a schedule that comes once a year or never is refused', () => {
  expect(gap('0 2 30 2 *')).toContain('fewer than two times a year');
  expect(gap('0 2 1 1 *')).toContain('fewer than two times a year');
});

test('the answer does not depend on the time zone of the machine', () => {
  const before = process.env['TZ'];
  process.env['TZ'] = 'Pacific/Auckland';
  expect(gap('1 2 * * *', 'Europe/Berlin')).toBe('1d1h');
  if (before === undefined) Reflect.deleteProperty(process.env, 'TZ');
  else process.env['TZ'] = before;
});

import fc from 'fast-check';
import { loadWithFiles, printDiagnostics } from '../../environments';
import { passedMaintenance } from '../../environments/maintenance';
import { momentsOf, skippedTime } from '../../environments/time-zone';
import { edited, settings } from './bad-case';
import { inWorkspace } from './workspace';

const utc = (seconds: number): string => new Date(seconds * 1_000).toISOString().slice(0, 16);

/** The windows of the fixture environment with this list in its file, as `<from> <to> <models>` in UTC. */
const windows = (...lines: readonly string[]): readonly string[] =>
  inWorkspace((workspace) => {
    const list = lines.map((line) => `  - { ${line} }\n`).join('');
    edited(settings, 'owner: platform\n', `owner: platform\nmaintenance:\n${list}`)(workspace);
    return (workspace.load()[0]?.maintenance ?? []).map(
      ({ from, to, models }) => `${utc(from)} ${utc(to)} ${models?.join(',') ?? 'all'}`,
    );
  });

describe('a maintenance window', () => {
  test('is a time in UTC, of some models or of all', () => {
    expect(
      windows(
        'from: 2026-12-05T22:00, to: 2026-12-06T02:00, zone: Europe/Berlin, models: [churn], why: a',
        'from: 2026-07-01T22:00, to: 2026-07-15T22:00, zone: America/New_York, why: b',
      ),
    ).toEqual(['2026-07-02T02:00 2026-07-16T02:00 all', '2026-12-05T21:00 2026-12-06T01:00 churn']);
  });

  test('is an hour shorter on the night on which the clock is put forward', () => {
    expect(windows('from: 2026-03-29T01:00, to: 2026-03-29T04:00, zone: Europe/Berlin, why: a')).toEqual([
      '2026-03-29T00:00 2026-03-29T02:00 all',
    ]);
  });

  test('lasts from the first to the second of two equal times when the clock is put back', () => {
    expect(windows('from: 2026-10-25T02:30, to: 2026-10-25T02:30, zone: Europe/Berlin, why: a')).toEqual([
      '2026-10-25T00:30 2026-10-25T01:30 all',
    ]);
  });

  test('may last fourteen days by the clock of UTC, and no minute longer', () => {
    const fortnight = (to: string): readonly string[] =>
      windows(`from: 2026-06-01T00:00, to: ${to}, zone: UTC, why: a`);
    expect(fortnight('2026-06-15T00:00')).toHaveLength(1);
    expect(() => fortnight('2026-06-15T00:01')).toThrow('at most 14d');
  });
});

describe('a time of a zone’s clock', () => {
  test.each([
    ['2026-12-05T22:00', 'Asia/Kathmandu', ['2026-12-05T16:15']],
    ['2026-12-05T22:00', 'America/St_Johns', ['2026-12-06T01:30']],
    // Half an hour of summer time.
    ['2026-04-05T01:45', 'Australia/Lord_Howe', ['2026-04-04T14:45', '2026-04-04T15:15']],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', []],
    // A whole day, left out when the zone changed sides of the date line.
    ['2011-12-30T12:00', 'Pacific/Apia', []],
    ['2026-11-01T01:30', 'America/New_York', ['2026-11-01T05:30', '2026-11-01T06:30']],
    ['2026-02-28T23:59', 'UTC', ['2026-02-28T23:59']],
  ])('%s in %s comes at %j', (local, zone, moments) => {
    expect(momentsOf(local, zone).map(utc)).toEqual(moments);
  });

  test('that is skipped is shown as the time at which the work would begin', () => {
    expect(skippedTime('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T03:30');
    expect(skippedTime('2026-10-04T02:15', 'Australia/Lord_Howe')).toBe('2026-10-04T02:45');
  });

  test('comes at the moment at which the clock shows it, whatever the moment and the zone', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
    const minute = fc.integer({ min: 26_666_667, max: 33_333_333 });
    fc.assert(
      fc.property(zone, minute, (timeZone, count) => {
        const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'short' });
        const local = format.format(count * 60_000).replace(' ', 'T');
        expect(momentsOf(local, timeZone)).toContain(count * 60);
      }),
      { seed: 20_261_121, numRuns: 200 },
    );
  });
});

describe('maintenance that has passed', () => {
  const [world] = loadWithFiles('test/fixtures/regions');
  const notes = (now: string): string =>
    printDiagnostics(passedMaintenance(world?.settings ?? never(), Date.parse(now) / 1_000));

  test('is noted with its place, from the moment at which it ends', () => {
    expect(notes('2026-03-29T01:59:59Z')).toBe('');
    expect(notes('2026-03-29T02:00:00Z')).toMatchInlineSnapshot(`
     "test/fixtures/regions/world/environment.yaml:38:5  maintenance[1]
       38 |   - { from: 2026-03-29T01:00, to: 2026-03-29T04:00, zone: Europe/Berlin, why: move to other nodes }
          |     ^ this maintenance ended at 2026-03-29T04:00 Europe/Berlin; it can go"
    `);
    expect(notes('2100-01-01T00:00:00Z').match(/it can go/g)).toHaveLength(2);
  });
});

function never(): never {
  throw new Error('test/fixtures/regions holds no environment');
}

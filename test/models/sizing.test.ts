import { bytesOf, printBytes, roomFor } from '../../models/bytes';
import { days } from '../../models/duration';
import { runtimeIds, runtimes } from '../../models/runtimes';
import {
  diskFor,
  leastLoad,
  memoryFor,
  mostLoad,
  retentionSize,
  seriesIn,
  usableOf,
} from '../../models/sizing';
import { company } from '../rules/company';
import { pageText, parseExposition } from './exposition';
import { anchored } from './runtimes-reading';

describe('series of a server', () => {
  test.each(runtimeIds)('%s has as many as the largest of its pages', (id) => {
    const { pages, drop, series } = runtimes[id];
    const isDropped = anchored(drop);
    const counts = pages.map(
      ({ page }) =>
        parseExposition(pageText(page) ?? '').filter(({ name }) => drop.length === 0 || !isDropped.test(name))
          .length,
    );
    expect(series).toBe(Math.max(...counts));
  });
});

describe('what Prometheus needs', () => {
  const thousand = { series: 1_000_000, samplesPerSecond: 33_334 };

  // Ten gigabytes of the thousand models of docs/performance.md are 2.4 to 2.9 GB for 411,000 series.
  test('is more memory than was measured with a thousand models, and less than twice as much', () => {
    const planned = memoryFor({ series: 411_000, samplesPerSecond: 0 });
    expect(planned).toBeGreaterThan(2.9e9);
    expect(planned).toBeLessThan(2 * 2.4e9);
  });

  test('is disk by the formula of its documentation: seconds times samples times bytes', () => {
    expect(diskFor(thousand, days(30))).toBe(33_334 * 30 * 86_400 * 2);
    // What sizes.ts says that ha has room for.
    expect(diskFor(thousand, days(30))).toBeLessThan(usableOf('200Gi'));
    expect(diskFor({ series: 250_000, samplesPerSecond: 8_334 }, days(30))).toBeLessThan(usableOf('50Gi'));
  });

  test('grows with models, and is more at their budgets than with a pod each', () => {
    const { models } = company();
    const few = models.slice(0, 2);
    expect(leastLoad(models).series).toBeGreaterThan(leastLoad(few).series);
    for (const load of [models, few]) expect(mostLoad(load).series).toBeGreaterThan(leastLoad(load).series);
  });

  test('leaves a part of a volume to what blocks are not', () => {
    expect(retentionSize('200Gi')).toBe('174080MB');
    expect(usableOf('1Ti')).toBeLessThan(bytesOf('1Ti'));
  });
});

describe('amounts', () => {
  test.each([
    ['512Mi', 536_870_912],
    ['2Gi', 2_147_483_648],
    ['1Ti', 1_099_511_627_776],
  ])('%s are %d bytes', (written, bytes) => expect(bytesOf(written)).toBe(bytes));

  test.each(['1GB', '1.5Gi', '0Gi', '5', 'Gi'])('%s is none', (written) =>
    expect(() => bytesOf(written)).toThrow('is no quantity'),
  );

  test('a GiB carries 125,000 series, and parts of it as many fewer', () => {
    expect(['512Mi', '1Gi', '8Gi'].map(seriesIn)).toEqual([62_500, 125_000, 1_000_000]);
  });

  test('what is offered has room for what is needed, in round numbers', () => {
    expect([0.2, 3.1, 9.9, 10, 10.1, 173].map((gibibytes) => roomFor(gibibytes * 2 ** 30))).toEqual([
      ...['1Gi', '4Gi', '10Gi', '10Gi', '20Gi', '180Gi'],
    ]);
    expect([2 ** 29, 3.44 * 2 ** 30, 120.2 * 2 ** 30].map(printBytes)).toEqual(['512Mi', '3.4Gi', '120Gi']);
  });
});

import { days, hours, minutes } from '../../models/duration';
import {
  diskOf,
  primariesOf,
  queueShares,
  rolloverAge,
  secondsQueued,
  shardsOf,
  storedPerDay,
  streamLoads,
  total,
} from '../../models/log-sizing';
import { environmentNamed, modelNamed, usualLogs } from '../logs/environments';

const prod = environmentNamed('prod');
const model = (name: string, logs: Partial<typeof usualLogs> & { readonly retention?: typeof month }) => ({
  ...modelNamed(prod, 'fraud-scorer'),
  name,
  selector: { app: name },
  logs: { ...usualLogs, ...logs },
});
const month = days(30);
const year = days(365);
const retention = { logs: month, audit: year };
const layout = { copies: 2, rollover: days(1) };
const loadOf = (logs: Parameters<typeof model>[1]) => {
  const [shared] = streamLoads([model('one', logs)], retention, 1);
  if (shared === undefined) throw new Error('no stream');
  return shared;
};

test('500 lines of 1.2 kB in a second are 31 GB a day, and 1.9 TB for 30 days in two copies', () => {
  const load = loadOf({ lines: 500 });
  expect(storedPerDay(load) / 1e9).toBeCloseTo(31.1, 1);
  // 31 days: the oldest index goes a day after its youngest line was due.
  expect(diskOf(load, layout)).toEqual({ hot: expect.closeTo(1.928e12, -9) as number, warm: 0 });
});

test('what is older than a week lies on warm nodes, and nothing is counted twice or left out', () => {
  const load = loadOf({ lines: 500 });
  const { hot, warm } = diskOf(load, { ...layout, after: days(7) });
  expect(hot / 1e9).toBeCloseTo(31.104 * 2 * 8, 1);
  expect(hot + warm).toBeCloseTo(diskOf(load, layout).hot, 0);
  // Lines that are gone earlier never move.
  expect(diskOf(load, { ...layout, after: days(40) }).warm).toBe(0);
});

test('shards follow from days, from what a shard holds, and from copies', () => {
  // 31 days' indices of 31 GB, one shard each.
  expect(shardsOf(loadOf({ lines: 500 }), layout)).toBe(31 * 2);
  // 62 GB a day are two shards, 311 GB are six.
  expect(shardsOf(loadOf({ lines: 1_000 }), layout)).toBe(31 * 2 * 2);
  expect(primariesOf(loadOf({ lines: 5_000 }))).toBe(6);
  // Nothing is rolled over without a document.
  expect(shardsOf(loadOf({ lines: 0 }), layout)).toBe(2);
});

test('a stream is counted once for every server, with the lines of every cluster', () => {
  const twin = { ...model('twin', { isolation: 'dedicated', lines: 3 }), selector: { app: 'own' } };
  const own = model('own', { isolation: 'dedicated', lines: 5, retention: days(90) });
  const audited = model('audited', { audit: true, lines: 2 });
  const loads = streamLoads([own, twin, audited], retention, 2);
  expect(loads.map(({ owner, queue, kept, linesPerSecond }) => [owner, queue, kept, linesPerSecond])).toEqual(
    [
      [undefined, 'inference', month, 4],
      [undefined, 'audit', year, 4],
      ['own', 'dedicated', days(90), 16],
    ],
  );
});

test('inputs and outputs count by the share of requests of which they are kept', () => {
  const none = loadOf({ lines: 10 }).bytesPerSecond;
  const some = loadOf({ lines: 10, payloadSample: 0.1 }).bytesPerSecond;
  const all = loadOf({ lines: 10, payloadSample: 1 }).bytesPerSecond;
  expect(none).toBe(12_000);
  expect((all - none) / (some - none)).toBeCloseTo(10, 6);
});

test('what is kept for a year goes at most a day late, what is kept for ten years within a week', () => {
  const of = (audit: typeof year) => rolloverAge({ retention: { logs: month, audit }, models: [] });
  expect([of(hours(36)), of(year), of(days(731)), of(days(3_650))]).toEqual([
    days(1),
    days(1),
    days(2),
    days(6),
  ]);
  const long = { retention, models: [model('long', { retention: days(800) })] };
  expect(rolloverAge(long)).toEqual(days(3));
});

test('the fullest queue says how long Elasticsearch may be away', () => {
  const lines = { lines: 500 };
  const shared = streamLoads([model('one', lines)], retention, 1);
  // 11.5 GiB in each of two pods, and 0.72 MB come in a second.
  expect(secondsQueued(shared, '25Gi', 2) / 3_600).toBeCloseTo(9.53, 2);
  const dedicated = streamLoads([model('one', { ...lines, isolation: 'dedicated' })], retention, 1);
  expect(secondsQueued(dedicated, '25Gi', 2)).toBeCloseTo((secondsQueued(shared, '25Gi', 2) * 15) / 46, 0);
  expect(total(Object.values(queueShares))).toBeLessThanOrEqual(0.8);
  expect(secondsQueued(shared, '25Gi', 2)).toBeGreaterThan(minutes(1).milliseconds / 1_000);
});

import { printDuration } from '../../models/duration';
import { plain } from './plain';
import { edited, settings } from './bad-case';

const latency = (runtime: string, objective: string, more = ''): unknown =>
  plain(runtime, `objectives: { ${objective} }\n${more}`);

test('every time of a language model can be promised', () => {
  expect(
    latency(
      'vllm',
      'timeToFirstToken: { p95: 2.5s }, interTokenLatency: { p99: 100ms }, queueWait: { p95: 1.5s }',
    ),
  ).toMatchObject({
    timeToFirstToken: { kind: 'quantile', quantile: 'p95', seconds: 2.5, le: '2.5' },
    interTokenLatency: { kind: 'quantile', quantile: 'p99', seconds: 0.1, le: '0.1' },
    queueWait: { kind: 'quantile', quantile: 'p95', seconds: 1.5, le: '1.5' },
  });
});

test('a wait can be promised by its mean, where the server has no histogram of it', () => {
  expect(latency('triton', 'queueWait: { mean: 5ms }')).toMatchObject({
    queueWait: { kind: 'mean', seconds: 0.005 },
  });
});

test.each([
  ['tensorflow-serving', 'us'],
  ['ray-serve', 'ms'],
] as const)('a bound of a histogram of %s is that of its own unit, %s', (runtime, _unit) => {
  const model = plain(runtime, `objectives: { latency: { mean: 1s } }\n`);
  expect(model.latency).toEqual({ kind: 'mean', seconds: 1 });
});

test.each([
  ['7d', '7d'],
  ['20d', '7d'],
  ['28d', '28d'],
  ['29d', '28d'],
  ['30d', '30d'],
  ['100d', '30d'],
])('metrics that are kept for %s are enough for objectives over %s', (kept, window) => {
  const model = plain(
    'bentoml',
    '',
    edited(settings, 'paging: true\n', `paging: true\nretention: { metrics: ${kept} }\n`),
  );
  expect(printDuration(model.window)).toBe(window);
});

test('an entry may promise over a shorter time', () => {
  const model = plain('bentoml', 'objectives: { window: 7d }\n');
  expect(printDuration(model.window)).toBe('7d');
});

test('results of a batch model may be promised to be fresher than its schedule and deadline would allow', () => {
  const of = (more: string) =>
    plain('batch', `batch: { schedule: '0 2 * * *', deadline: 10h }\n${more}`).batch;
  expect(printDuration(of('')?.silence ?? { milliseconds: 0 })).toBe('1d10h');
  expect(printDuration(of('objectives: { freshness: 26h }\n')?.silence ?? { milliseconds: 0 })).toBe('1d2h');
});

import { logLines } from '../../../models/exporters';
import type { Conduct } from '../../../preview/fleet/conduct';
import { linesPage, startLineCounter } from '../../../preview/fleet/line-counter';
import { parsePage, samplesOf } from '../../../preview/fleet/page';

const conduct: Conduct = {
  requests: 1_000_000,
  load: 1,
  errorRatio: 0.5,
  medians: {},
  slowdown: {},
  accuracy: undefined,
  drifted: false,
  batchAge: 0,
  linesPerRequest: 1,
  personalShare: 0,
  reachable: true,
  down: false,
};
const own = (name: string) => ({ name, signals: ['logLines'] as const });

/** What is told of each model after a moment, by series. */
async function told(conductOf: (name: string) => Conduct | undefined, names = ['a', 'b']) {
  const models = [...names.map(own), { name: 'sharing', signals: [] }];
  const { address, stop } = await startLineCounter(models, conductOf);
  try {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const page = samplesOf(parsePage(await (await fetch(`http://${address}/metrics`)).text()));
    return (series: string, service: string): number | undefined =>
      page.find(({ name, labels }) => name === series && labels['service'] === service)?.value;
  } finally {
    await stop();
  }
}

test('the page has each kind of line once for each model, at its beginning', () => {
  const page = samplesOf(linesPage(['a', 'b'])).filter(({ name }) => name !== logLines.dropped);
  const shown = page.filter(({ labels }) => 'service' in labels);
  expect(shown.map(({ name, labels, value }) => [name, labels['service'], value])).toEqual(
    [logLines.errors, logLines.redacted, logLines.written].flatMap((name) => [
      [name, 'a', 0],
      [name, 'b', 0],
    ]),
  );
});

test('lines and errors grow with requests, and personal data only with the fault', async () => {
  const of = await told((name) => ({ ...conduct, personalShare: name === 'b' ? 0.1 : 0 }));
  const lines = of(logLines.written, 'b') ?? 0;
  expect(lines).toBeGreaterThan(10_000);
  expect(of(logLines.errors, 'b')).toBeCloseTo(lines / 2, -1);
  expect(of(logLines.redacted, 'b')).toBeCloseTo(lines / 10, -1);
  expect(of(logLines.redacted, 'a')).toBe(0);
  expect(of(logLines.written, 'sharing')).toBeUndefined();
});

test('of a server that is down nothing grows', async () => {
  const of = await told(() => ({ ...conduct, personalShare: 1, down: true }));
  expect([logLines.written, logLines.errors, logLines.redacted].map((series) => of(series, 'a'))).toEqual([
    0, 0, 0,
  ]);
});

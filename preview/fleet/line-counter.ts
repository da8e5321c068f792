import { createServer } from 'node:http';
import { logLineCounter, logLines } from '../../models/exporters';
import type { Model } from '../../models/model';
import { anyPort, listen, type Place } from '../listen';
import { errorLineRate, lineRate, type Conduct } from './conduct';
import { fixturePage } from './fixture-pages';
import type { LogExporter } from './log-exporters';
import { pagePrinter, samplesOf, type Page, type Sample } from './page';

/** The series that are simulated: which of the recorded page stands for its kind, and how many lines are of it. */
const simulated: Readonly<
  Record<
    string,
    { readonly shown: Readonly<Record<string, string>>; readonly rate: (conduct: Conduct) => number }
  >
> = {
  [logLines.written]: { shown: { outcome: 'parsed' }, rate: lineRate },
  [logLines.redacted]: {
    shown: { data: 'personal' },
    rate: (conduct) => lineRate(conduct) * conduct.personalShare,
  },
  [logLines.errors]: { shown: { signature: 'KeyError' }, rate: errorLineRate },
};

/** The recorded page with one series of each kind for each name, all of them at their beginning. */
export function linesPage(names: readonly string[]): Page {
  const page = fixturePage(logLineCounter.fixture);
  const standsFor = ({ name, labels }: Sample): boolean =>
    Object.entries(simulated[name]?.shown ?? {}).every(([label, value]) => labels[label] === value);
  const shown = new Map(
    samplesOf(page)
      .filter((sample) => sample.name in simulated && standsFor(sample))
      .reverse()
      .map((sample) => [sample.name, sample]),
  );
  return page.flatMap((item): Page => {
    if (typeof item === 'string' || !(item.name in simulated)) return [item];
    if (shown.get(item.name) !== item) return [];
    return names.map((service): Sample => ({
      ...item,
      labels: { ...item.labels, service },
      value: 0,
      printed: '0',
    }));
  });
}

/** Counts the lines of models by how these behave, where each line can be told to be of one. */
export async function startLineCounter(
  models: readonly Pick<Model, 'name' | 'signals'>[],
  conductOf: (model: string) => Conduct | undefined,
  place: Place = anyPort,
): Promise<LogExporter> {
  const names = models.filter(({ signals }) => signals.includes('logLines')).map(({ name }) => name);
  const page = linesPage(names);
  const samples = samplesOf(page);
  const print = pagePrinter(page);
  const counted = samples.map(({ value }) => value);
  let looked = Date.now();
  const server = createServer((_request, response) => {
    const seconds = (Date.now() - looked) / 1_000;
    looked += seconds * 1_000;
    samples.forEach(({ name, labels }, index) => {
      const conduct = conductOf(labels['service'] ?? '');
      const more = conduct === undefined ? 0 : seconds * (simulated[name]?.rate(conduct) ?? 0);
      counted[index] = (counted[index] ?? 0) + more;
    });
    response
      .writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
      .end(print(Float64Array.from(counted, Math.floor)));
  });
  const { address, stop } = await listen(server, place);
  return { address, stop };
}

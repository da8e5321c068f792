import { createServer } from 'node:http';
import { logLineCounter, logLines } from '../../models/exporters';
import type { Model } from '../../models/model';
import { anyPort, listen, type Place } from '../listen';
import { lineRate, type Conduct } from './conduct';
import { fixturePage } from './fixture-pages';
import type { LogExporter } from './log-exporters';
import { pagePrinter, samplesOf, type Page, type Sample } from './page';

/** The recorded page with one series for each name, of lines that are read, all of them at their beginning. */
export function linesPage(names: readonly string[]): Page {
  const page = fixturePage(logLineCounter.fixture);
  const shown = samplesOf(page).find(
    ({ name, labels }) => name === logLines.written && labels['outcome'] === 'parsed',
  );
  return page.flatMap((item): Page => {
    if (typeof item === 'string' || item.name !== logLines.written) return [item];
    if (item !== shown) return [];
    return names.map((service): Sample => ({ ...item, labels: { ...item.labels, service }, value: 0 }));
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
  const counted = new Map(names.map((name) => [name, 0]));
  let looked = Date.now();
  const server = createServer((_request, response) => {
    const seconds = (Date.now() - looked) / 1_000;
    looked += seconds * 1_000;
    for (const name of names) {
      const conduct = conductOf(name);
      const more = conduct === undefined ? 0 : seconds * lineRate(conduct);
      counted.set(name, (counted.get(name) ?? 0) + more);
    }
    const values = Float64Array.from(samples, ({ name, labels, value }) =>
      name === logLines.written ? Math.floor(counted.get(labels['service'] ?? '') ?? 0) : value,
    );
    response
      .writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
      .end(print(values));
  });
  const { address, stop } = await listen(server, place);
  return { address, stop };
}

import { createServer } from 'node:http';
import { logstash } from '../../models/exporters';
import { logPipelines } from '../../models/names';
import { anyPort, listen, type Place } from '../listen';
import { fixturePage } from './fixture-pages';
import { pagePrinter, samplesOf } from './page';

/** An exporter of the logging stack, of which all is well, without that stack. */
export interface LogExporter {
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Events per second of each pipeline; the first hands over what the others write. */
const rates: Readonly<Record<string, number>> = {
  [logPipelines.intake]: 42,
  [logPipelines.inference]: 38,
  [logPipelines.dedicated]: 4,
  [logPipelines.audit]: 5,
};

/** Events in one bulk request. */
const batch = 25;

/** How much a series of Logstash has grown after some seconds; most stand still while all is well. */
export function growth(name: string, labels: Readonly<Record<string, string>>, seconds: number): number {
  const events = seconds * (rates[labels['pipeline'] ?? ''] ?? 0);
  if (name === logstash.eventsIn || name === logstash.eventsOut) return events;
  return name === logstash.bulkAnswers && labels['code'] === '200' ? events / batch : 0;
}

/** The exporter whose page a fixture shows. */
export async function startLogExporter(fixture: string, place: Place = anyPort): Promise<LogExporter> {
  const began = Date.now();
  const page = fixturePage(fixture);
  const samples = samplesOf(page);
  const print = pagePrinter(page);
  const server = createServer((_request, response) => {
    const seconds = (Date.now() - began) / 1_000;
    const values = Float64Array.from(
      samples,
      ({ name, labels, value }) => value + growth(name, labels, seconds),
    );
    response
      .writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
      .end(print(values));
  });
  const { address, stop } = await listen(server, place);
  return { address, stop };
}

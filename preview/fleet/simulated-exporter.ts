import { createServer } from 'node:http';
import { dcgmExporter } from '../../models/exporters';
import { listen } from '../listen';
import { noise } from './noise';
import { pagePrinter, samplesOf, type Page } from './page';

export interface SimulatedExporter {
  readonly address: string;
  readonly breakDown: (broken: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** How much a busy GPU's gauges differ from one look to the next. */
const wobble = 0.03;

/** dcgm-exporter with the GPUs of one node, healthy or with broken hardware. */
export async function startExporter(healthy: Page, broken: Page | undefined): Promise<SimulatedExporter> {
  const usual = printerOf(healthy);
  const inTrouble = printerOf(broken ?? healthy);
  let print = usual;
  const server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== dcgmExporter.path) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(print());
  });
  const { port, stop } = await listen(server, 0);
  return {
    address: `127.0.0.1:${port}`,
    breakDown(isBroken) {
      print = isBroken ? inTrouble : usual;
    },
    stop,
  };
}

function printerOf(page: Page): () => string {
  const print = pagePrinter(page);
  const samples = samplesOf(page);
  const random = noise('gpu');
  return () =>
    print(
      Float64Array.from(samples, ({ value, type, name }) => {
        // Counts of errors and rows must not waver; levels and temperatures do.
        const wavers = type === 'gauge' && value > 1 && !/ERRORS|ROW|XID/.test(name);
        return wavers ? Math.round(value * (1 + wobble * (2 * random() - 1))) : value;
      }),
    );
}

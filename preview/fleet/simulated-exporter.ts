import { createServer } from 'node:http';
import { dcgm } from '../../models/dcgm';
import { dcgmExporter } from '../../models/exporters';
import { anyPort, listen, type Place } from '../listen';
import type { SimulatedPod } from './fleet';
import { noise } from './noise';
import { pagePrinter, samplesOf, type Page, type Sample } from './page';

export interface SimulatedExporter {
  readonly address: string;
  readonly breakDown: (broken: boolean) => void;
  readonly stop: () => Promise<void>;
}

/** How much a busy GPU's gauges differ from one look to the next. */
const wobble = 0.03;

/** Number of a GPU within its node. */
const numberLabel = 'gpu';

/** A pod that uses some of the node's GPUs. */
export interface GpuUser {
  readonly pod: Pick<SimulatedPod, 'namespace' | 'name' | 'container'>;
  readonly count: number;
}

/** dcgm-exporter with the GPUs of one node, healthy or with broken hardware. */
export async function startExporter(
  healthy: Page,
  broken: Page | undefined,
  users: readonly GpuUser[],
  place: Place = anyPort,
): Promise<SimulatedExporter> {
  const usual = printerOf(withUsers(healthy, users));
  const inTrouble = printerOf(withUsers(broken ?? healthy, users));
  let print = usual;
  const server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== dcgmExporter.path) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(print());
  });
  const { address, stop } = await listen(server, place);
  return {
    address,
    breakDown(isBroken) {
      print = isBroken ? inTrouble : usual;
    },
    stop,
  };
}

/** How many GPUs the node has: those of its users and the idle ones of the fixture. */
export const gpusOf = (page: Page, users: readonly GpuUser[]): number =>
  samplesOf(withUsers(page, users)).filter(({ name }) => name === dcgm.temperature).length;

/** The GPUs that the fixture shows in use, once for each GPU of each user; those that are idle stay, numbered after them. */
function withUsers(page: Page, users: readonly GpuUser[]): Page {
  const used = users.flatMap(({ pod, count }) => Array.from({ length: count }, () => pod));
  const isIdle = ({ labels }: Sample): boolean => (labels['pod'] ?? '') === '';
  const numbersOfIdle = samplesOf(page)
    .filter(isIdle)
    .map(({ labels }) => labels[numberLabel]);
  const idle = [...new Set(numbersOfIdle)];
  return page.flatMap((item): Page => {
    if (typeof item === 'string') return [item];
    if (isIdle(item)) {
      const number = used.length + idle.indexOf(item.labels[numberLabel]);
      return [{ ...item, labels: { ...item.labels, [numberLabel]: String(number) } }];
    }
    return used.map(({ namespace, name: pod, container }, index) => {
      const unique = {
        [numberLabel]: String(index),
        UUID: `${item.labels['UUID'] ?? ''}-${index}`,
        device: `nvidia${index}`,
      };
      return { ...item, labels: { ...item.labels, ...unique, namespace, pod, container } };
    });
  });
}

function printerOf(page: Page): () => string {
  const print = pagePrinter(page);
  const samples = samplesOf(page);
  const random = noise('gpu');
  return () =>
    print(
      Float64Array.from(samples, ({ value, type, name }) => {
        // Counts and codes must not waver; levels and temperatures do.
        const wavers = type === 'gauge' && value > 1 && !/ERRORS|ROW|XID|COUNT/.test(name);
        return wavers ? Math.round(value * (1 + wobble * (2 * random() - 1))) : value;
      }),
    );
}

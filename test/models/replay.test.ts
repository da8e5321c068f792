import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printBound } from '../../environments/resolve-model';
import { printSelector, selectorsOf, selects, type Selector } from '../../models/feed';
import { identityLabels } from '../../models/names';
import { runtimeIds, runtimes } from '../../models/runtimes';
import { binaryOf } from '../../scripts/tool-binaries';
import { pageText, parseExposition, samplesOf } from './exposition';

/** Labels that the operator and our relabelling put on every target. */
const targetLabels = Object.fromEntries(
  [...identityLabels, 'pod', 'container', 'endpoint'].map((name) => [name, 'ours']),
);
const folder = mkdtempSync(join(tmpdir(), 'observatory-replay-'));
let prometheus: ChildProcess | undefined;
let pages: Server | undefined;
let address = '';

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listening = async (server: Server): Promise<Server> =>
  new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));

const freePort = async (): Promise<number> => {
  const server = await listening(createServer());
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
};

async function query(expression: string): Promise<readonly { readonly metric: Record<string, string> }[]> {
  const response = await fetch(`${address}/api/v1/query?query=${encodeURIComponent(expression)}`);
  const body = (await response.json()) as { status: string; error?: string; data?: { result: [] } };
  if (body.status !== 'success') throw new Error(`${expression}: ${body.error}`);
  return body.data?.result ?? [];
}

/** Waits until something holds; a test that waits in vain ends by its own time limit. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds().catch(() => false))) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** The steady page, and what the page under faults has beside it, as one page. */
const pageOf = (id: (typeof runtimeIds)[number], path: string): string =>
  pageText(path.includes('fault') ? `${runtimes[id].fixture}.fault` : runtimes[id].fixture) ?? '';

beforeAll(async () => {
  pages = await listening(
    createServer((request, response) => {
      const id = runtimeIds.find((one) => request.url?.startsWith(`/${one}/`));
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' });
      response.end(id === undefined ? '' : pageOf(id, request.url ?? ''));
    }),
  );
  const jobs = runtimeIds.flatMap((id) =>
    ['steady', 'fault'].map((kind) => ({
      job_name: `${id}-${kind}`,
      metrics_path: `/${id}/${kind}`,
      static_configs: [
        {
          targets: [`127.0.0.1:${pages === undefined ? 0 : portOf(pages)}`],
          labels: { ...targetLabels, runtime: id },
        },
      ],
    })),
  );
  const global = { scrape_interval: '1s', scrape_timeout: '1s' };
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify({ global, scrape_configs: jobs }));
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  prometheus = spawn(
    binaryOf('prometheus'),
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  );
  await until(async () => (await query('up == 1')).length === jobs.length);
}, 60_000);

afterAll(async () => {
  const ended = new Promise((resolve) => prometheus?.once('exit', resolve) ?? resolve(undefined));
  prometheus?.kill();
  await ended;
  pages?.close();
  pages?.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(runtimeIds)('a real Prometheus that scrapes %s', (id) => {
  const runtime = runtimes[id];
  const selectors = Object.values(runtime.feeds).flatMap(selectorsOf);
  const here = `runtime="${id}"`;

  test('stores every sample of its page', async () => {
    const stored = await query(`scrape_samples_scraped{job="${id}-steady", ${here}}`);
    expect(stored).toHaveLength(1);
    expect((stored[0] as unknown as { value: [number, string] }).value[1]).toBe(
      String(parseExposition(pageOf(id, 'steady')).length),
    );
  });

  test('finds by PromQL the same series that our own matching finds', async () => {
    const expected = (selector: Selector): number =>
      [pageOf(id, 'steady'), pageOf(id, 'fault')]
        .flatMap(parseExposition)
        .filter(({ name, labels }) => selects(selector, name, labels)).length;
    for (const selector of selectors) {
      expect([printSelector(selector), (await query(printSelector(selector, [here]))).length]).toEqual([
        printSelector(selector),
        expected(selector),
      ]);
    }
  });

  test('stores bucket bounds as objectives write them', async () => {
    const { latency } = runtime.feeds;
    if (latency?.kind !== 'histogram') return expect(samplesOf(runtime.fixture).length).toBeGreaterThan(0);
    const stored = await query(
      `count by (le) (${printSelector({ ...latency.of, metric: `${latency.of.metric}_bucket` }, [here])})`,
    );
    expect(stored.map(({ metric }) => metric['le']).sort()).toEqual(
      [...latency.bounds.map(printBound), '+Inf'].sort(),
    );
  });
});

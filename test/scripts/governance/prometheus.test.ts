import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { days } from '../../../models/duration';
import { startProgram, type RunningProcess } from '../../../preview/processes';
import { memoryOf, shortMemory } from '../../../scripts/governance/fired';
import { loadedAlerts, query } from '../../../scripts/governance/prometheus';
import { binaryOf } from '../../../scripts/tool-binaries';

describe('a real Prometheus with ten days of history', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fired-'));
  let prometheus: RunningProcess | undefined;
  const address = () => ({ url: new URL(`http://127.0.0.1:${prometheus?.port ?? 0}`) });

  beforeAll(async () => {
    const end = Math.floor(Date.now() / 1_000) - 60;
    const times = Array.from({ length: 10 * 48 }, (_, index) => end - (10 * 48 - 1 - index) * 1_800);
    const lines = (series: string, at: readonly number[]): readonly string[] =>
      at.map((time) => `${series} 1 ${time}`);
    const alert = (name: string, state: string, model: string): string =>
      `ALERTS{alertname="${name}",alertstate="${state}",namespace="serving",model_name="${model}",severity="warning"}`;
    writeFileSync(
      join(folder, 'history.om'),
      [
        '# TYPE ALERTS gauge',
        ...lines(alert('ModelDriftWidespread', 'firing', 'churn'), times),
        ...lines(alert('ModelErrorBudgetBurn', 'firing', 'fraud'), times.slice(100, 101)),
        ...lines(alert('DataStale', 'pending', 'churn'), times),
        '# TYPE up gauge',
        ...lines('up{job="x"}', times),
        '# EOF',
        '',
      ].join('\n'),
    );
    const { status, stderr } = spawnSync(
      binaryOf('promtool'),
      [
        'tsdb',
        'create-blocks-from',
        'openmetrics',
        '--max-block-duration=24h',
        join(folder, 'history.om'),
        join(folder, 'data'),
      ],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    writeFileSync(
      join(folder, 'rules.yaml'),
      JSON.stringify({
        groups: [
          {
            name: 'a',
            rules: [
              { record: 'a:b:c', expr: 'vector(1)' },
              { alert: 'DataStale', expr: 'vector(1) > 2', labels: { severity: 'warning' } },
            ],
          },
        ],
      }),
    );
    writeFileSync(join(folder, 'prometheus.yml'), 'rule_files: [rules.yaml]\n');
    prometheus = await startProgram({
      name: 'Prometheus',
      binary: binaryOf('prometheus'),
      args: [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--storage.tsdb.retention.time=30d',
        '--web.listen-address=127.0.0.1:0',
        '--query.lookback-delta=31m',
      ],
      folder,
      onDeath: (error) => {
        throw error;
      },
    });
    // It listens before it has opened what it stores, and refuses questions until then.
    const ready = `http://127.0.0.1:${prometheus.port}/-/ready`;
    while (!(await fetch(ready)).ok) await new Promise((resolve) => setTimeout(resolve, 50));
  }, 120_000);

  afterAll(async () => {
    await prometheus?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('tells what fired once, what always fires and about what, and what was only pending', async () => {
    const memory = await memoryOf(address(), days(10));
    expect([...memory.fired].sort()).toEqual(['ModelDriftWidespread', 'ModelErrorBudgetBurn']);
    const share = (name: string) => memory.longest.find(({ alert }) => alert === name);
    expect(share('ModelDriftWidespread')?.share).toBeGreaterThan(0.97);
    expect(share('ModelDriftWidespread')?.about).toMatchObject({ namespace: 'serving', model_name: 'churn' });
    expect(share('ModelErrorBudgetBurn')?.share ?? 0).toBeLessThan(0.05);
    expect(shortMemory(memory, days(10))).toBeUndefined();
  });

  test('says that it is younger than what it is asked about', async () => {
    const memory = await memoryOf(address(), days(30));
    expect(shortMemory(memory, days(30))).toMatch(/^Prometheus knows .* of the last 30d: /);
    // Of the time that is known.
    expect(memory.longest.find(({ alert }) => alert === 'ModelDriftWidespread')?.share).toBeGreaterThan(0.97);
  });

  test('lists the alerts that it evaluates, and says what is wrong with a question', async () => {
    expect(await loadedAlerts(address())).toEqual([{ name: 'DataStale', labels: { severity: 'warning' } }]);
    await expect(query(address(), 'sum(')).rejects.toThrow(
      /^Prometheus at http:\/\/127\.0\.0\.1:\d+: .*parse error/,
    );
  });
});

describe('what is no Prometheus', () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((server) => server.close()));

  /** The address of a server that answers so. */
  const answering = (listener: RequestListener): Promise<URL> =>
    new Promise((resolve) => {
      const server = createServer(listener).listen(0, '127.0.0.1', () =>
        resolve(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix`)),
      );
      servers.push(server);
    });

  test.each([
    ['a page', 200, '<html>', /answered 200, and no JSON came \(<html>\)/],
    ['another API', 200, '{"status":"ok"}', /answered 200; the answer is none of Prometheus/],
    ['one that asks who it is', 401, '', /answered 401; --token-file names who asks, and no JSON came/],
    ['one that leads elsewhere', 302, '', /answered 302, which leads elsewhere/],
    [
      'an answer of another shape',
      200,
      '{"status":"success","data":{"resultType":"scalar"}}',
      /is the address right\?/,
    ],
    ['an error', 422, '{"status":"error","error":"query timed out"}', /query timed out$/],
  ])('%s is told as it is', async (_what, status, text, message) => {
    const url = await answering((_request, response) => response.writeHead(status).end(text));
    await expect(query({ url }, 'up')).rejects.toThrow(message);
  });

  test('nobody there, or a certificate that nobody vouches for, is said', async () => {
    await expect(query({ url: new URL('http://127.0.0.1:9') }, 'up')).rejects.toThrow(
      /^Prometheus at .*ECONNREFUSED/,
    );
  });

  test('a token and a path before the API reach the server', async () => {
    const seen: string[] = [];
    const url = await answering((request, response) => {
      seen.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''}`);
      response.end('{"status":"success","data":{"resultType":"vector","result":[]}}');
    });
    expect(await query({ url, token: 'secret' }, 'up')).toEqual([]);
    expect(seen).toEqual(['POST /prefix/api/v1/query Bearer secret']);
  });
});

import { request } from 'node:http';
import { anyPort } from '../../preview/listen';
import type { Observatory } from '../../preview/observatory';
import { startPageServer, type PageServer } from '../../preview/server';
import { dev } from './dev';

const changes: [string, string, boolean][] = [];
const observatory: Observatory = {
  environment: dev,
  pace: 60,
  startedAt: 0,
  prometheus: 'http://127.0.0.1:9',
  alertmanager: 'http://127.0.0.1:9',
  sink: {
    urlOf: () => '',
    notifications: [],
    heartbeat: () => undefined,
    stop: () => Promise.resolve(),
  },
  activeFaults: () => [],
  setFault(model, fault, active) {
    if (fault !== 'errors') throw new Error(`${model} cannot have the fault "${fault}"`);
    changes.push([model, fault, active]);
  },
  stop: () => Promise.resolve(),
};

describe('the server of the page', () => {
  let server: PageServer;
  beforeAll(async () => {
    server = await startPageServer(observatory, anyPort);
  });
  afterAll(() => server.stop());
  beforeEach(() => changes.splice(0));

  const setFault = async (body: object, token?: string): Promise<number> => {
    const headers = token === undefined ? {} : { 'x-observatory-token': token };
    const response = await fetch(`${server.url}/api/faults`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    return response.status;
  };
  const fault = { model: 'sentiment', fault: 'errors', active: true };

  it('injects a fault for the page, which knows the token', async () => {
    const html = await (await fetch(server.url)).text();
    const token = /observatory-token" content="(\w+)"/.exec(html)?.[1];
    expect(token).toBe(server.token);
    expect(await setFault(fault, token)).toBe(200);
    expect(changes).toEqual([['sentiment', 'errors', true]]);
  });

  it.each([
    ['no token', undefined],
    ['a wrong token', 'f'.repeat(48)],
    ['half a token', 'f'.repeat(24)],
  ])('refuses a fault with %s', async (_, token) => {
    expect([await setFault(fault, token), changes]).toEqual([403, []]);
  });

  it('refuses what is no fault, and says so', async () => {
    expect(await setFault({ ...fault, active: 'yes' }, server.token)).toBe(400);
    expect(await setFault({ ...fault, fault: 'drift' }, server.token)).toBe(400);
    expect(await setFault([], server.token)).toBe(400);
    expect(changes).toEqual([]);
  });

  it('answers to its own address only, so that no rebound name can reach it', async () => {
    const statusFor = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request(`${server.url}/api/boards`, { headers: { host } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await statusFor('evil.example')).toBe(403);
    expect(await statusFor(`evil.example:${new URL(server.url).port}`)).toBe(403);
    expect(await statusFor(new URL(server.url).host)).toBe(200);
  });

  it('allows no other site to read it, and itself to load nothing from elsewhere', async () => {
    const { headers } = await fetch(server.url, { headers: { origin: 'https://evil.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('serves every file that its page and scripts ask for', async () => {
    const seen = new Set<string>();
    const visit = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const response = await fetch(server.url + path);
      expect([path, response.status]).toEqual([path, 200]);
      const text = await response.text();
      if (path === '/uPlot.js') return;
      for (const [, found] of text.matchAll(/(?:src="|href="|from '\.)(\/[\w.]+)['"]/g))
        await visit(found ?? '');
    };
    await visit('/');
    expect(seen.size).toBeGreaterThan(10);
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/board.js/../../server.ts', '/server.ts'])(
    'serves no other file: %s',
    async (path) => {
      expect((await fetch(server.url + path)).status).toBe(404);
    },
  );

  it('lists the overview, boards about one matter and a board per model', async () => {
    const boards = (await (await fetch(`${server.url}/api/boards`)).json()) as { uid: string }[];
    expect(boards.map(({ uid }) => uid)).toEqual([
      'mlo-overview',
      'mlo-drift',
      'mlo-versions',
      'mlo-objectives',
      'mlo-llm',
      'mlo-batch',
      'mlo-alerts',
      'mlo-gpu',
      'mlo-cost',
      'mlo-platform',
      'mlo-logs',
      ...dev.models.map(({ name }) => `mlo-model-${name}`),
    ]);
  });

  it('says that Prometheus does not answer instead of hanging', async () => {
    const response = await fetch(`${server.url}/api/state`);
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ error: expect.any(String) as string });
  });
});

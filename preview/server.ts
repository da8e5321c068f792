import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { dashboardsFor, type Dashboard } from '../dashboards';
import { projectRoot } from '../scripts/project-root';
import { listen, type Place } from './listen';
import type { Observatory } from './observatory';
import { panelAnswer, panelsOf } from './panel-answer';
import { statusOf } from './status';
import { isValue, offeredVariables, type Chosen } from './variables';

export interface PageServer {
  readonly url: string;
  /** What a request that changes something must bring along. */
  readonly token: string;
  readonly stop: () => Promise<void>;
}

const pageFolder = join(projectRoot, 'preview', 'page');
const chartFolder = join(projectRoot, 'node_modules', 'uplot', 'dist');

/** Files that are served, and nothing else: no path of a request ever reaches the file system. */
const files: Readonly<Record<string, { readonly path: string; readonly type: string }>> = {
  ...Object.fromEntries(
    ['theme', 'page', 'board'].map((name) => [
      `/${name}.css`,
      { path: join(pageFolder, `${name}.css`), type: 'text/css' },
    ]),
  ),
  '/uPlot.js': { path: join(chartFolder, 'uPlot.esm.js'), type: 'text/javascript' },
  '/uPlot.css': { path: join(chartFolder, 'uPlot.min.css'), type: 'text/css' },
  ...Object.fromEntries(
    [
      'main',
      'dom',
      'format',
      'fleet',
      'board',
      'timeseries',
      'states',
      'heatmap',
      'logs',
      'pager',
      'table',
      'stat',
      'text',
      'links',
      'variables',
    ].map((name) => [`/${name}.js`, { path: join(pageFolder, `${name}.js`), type: 'text/javascript' }]),
  ),
};

const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** An answer other than 200 that is the asker's doing. */
class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Largest request body. Unit: characters. */
const largestBody = 10_000;

/**
 * Serves the page and its data. A page of another site can neither read it (no CORS, and a foreign Host is
 * refused, which stops rebound names) nor change anything (the token stands in the page itself).
 */
export async function startPageServer(observatory: Observatory, place: Place): Promise<PageServer> {
  const token = randomBytes(24).toString('hex');
  const boards = new Map<string, { readonly folder: string; readonly dashboard: Dashboard }>(
    dashboardsFor(observatory.environment).map((placed) => [placed.dashboard.uid, placed]),
  );
  let hosts: ReadonlySet<string> = new Set();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!hosts.has(request.headers.host ?? ''))
      throw new Refusal(403, 'this server answers to its own address only');
    const url = new URL(request.url ?? '/', 'http://localhost');
    const call = `${request.method ?? ''} ${url.pathname}`;
    const file = files[url.pathname];
    if (request.method === 'GET' && file !== undefined) {
      response
        .writeHead(200, { ...headers, 'content-type': `${file.type}; charset=utf-8` })
        .end(readFileSync(file.path));
    } else if (call === 'GET /') {
      const html = readFileSync(join(pageFolder, 'index.html'), 'utf8').replace('{{token}}', token);
      response.writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' }).end(html);
    } else if (call === 'GET /api/state') {
      json(response, await statusOf(observatory));
    } else if (call === 'GET /api/boards') {
      json(
        response,
        [...boards.values()].map(({ folder, dashboard }) => ({
          uid: dashboard.uid,
          title: dashboard.title,
          folder,
        })),
      );
    } else if (call === 'GET /api/board') {
      json(response, boardOf(url).dashboard);
    } else if (call === 'GET /api/panel') {
      const { dashboard } = boardOf(url);
      const panel = panelsOf(dashboard).find(({ id }) => String(id) === url.searchParams.get('id'));
      if (panel === undefined) throw new Refusal(404, 'no such panel');
      const { prometheus, pace, startedAt } = observatory;
      const moment = { pace, now: Date.now() / 1_000, since: startedAt / 1_000 };
      json(response, await panelAnswer(prometheus, dashboard, panel, moment, chosenIn(url)));
    } else if (call === 'GET /api/variables') {
      const { prometheus, pace } = observatory;
      const { dashboard } = boardOf(url);
      json(response, await offeredVariables(prometheus, dashboard, { chosen: chosenIn(url), pace }));
    } else if (call === 'POST /api/faults') {
      if (!isToken(request.headers['x-observatory-token'], token))
        throw new Refusal(403, 'the token is missing or wrong');
      setFault(observatory, await bodyOf(request));
      json(response, {});
    } else {
      throw new Refusal(404, 'no such page');
    }
  };

  const boardOf = (url: URL): { readonly dashboard: Dashboard } => {
    const found = boards.get(url.searchParams.get('uid') ?? '');
    if (found === undefined) throw new Refusal(404, 'no such board');
    return found;
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      const { message } = error as Error;
      const status = error instanceof Refusal ? error.status : 502;
      if (!response.headersSent)
        response.writeHead(status, { ...headers, 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: message }));
    });
  });
  const running = await listen(server, place);
  hosts = new Set([`127.0.0.1:${running.port}`, `localhost:${running.port}`]);
  return { url: `http://127.0.0.1:${running.port}`, token, stop: running.stop };
}

/** `var-model=...` of an address, as Grafana has them. They become part of queries, so nothing else may be in them. */
function chosenIn({ searchParams }: URL): Chosen {
  const chosen = [...searchParams].flatMap(([name, value]) =>
    name.startsWith('var-') ? [[name.slice(4), value] as const] : [],
  );
  if (!chosen.every(([, value]) => isValue(value))) throw new Refusal(400, 'a variable has no such value');
  return new Map(chosen);
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function isToken(given: string | string[] | undefined, token: string): boolean {
  return (
    typeof given === 'string' &&
    given.length === token.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(token))
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk as string;
    if (text.length > largestBody) throw new Refusal(413, 'the request is too large');
  }
  return text;
}

function setFault(observatory: Observatory, body: string): void {
  let change: unknown;
  try {
    change = JSON.parse(body);
  } catch {
    throw new Refusal(400, 'expected JSON');
  }
  const { model, fault, active } = (change ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof model !== 'string' || typeof fault !== 'string' || typeof active !== 'boolean') {
    throw new Refusal(400, 'expected a model, a fault, and whether it is active');
  }
  try {
    observatory.setFault(model, fault, active);
  } catch (error) {
    throw new Refusal(400, (error as Error).message);
  }
}

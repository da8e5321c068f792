import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { AlertmanagerConfiguration } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';

export type Labels = Readonly<Record<string, string>>;

/** An alert as Prometheus sends it. */
export interface PostedAlert {
  readonly labels: Labels;
  readonly annotations?: Labels;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

/** An alert as Alertmanager shows it. */
export interface ShownAlert {
  readonly labels: Labels;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: { readonly inhibitedBy: readonly string[] };
}

/** A real Alertmanager on this machine. */
export interface LiveAlertmanager {
  readonly post: (alerts: readonly PostedAlert[]) => Promise<void>;
  readonly shown: () => Promise<readonly ShownAlert[]>;
  readonly stop: () => Promise<void>;
}

/** @throws Error with its own words where it does not start, as with a configuration that it refuses */
export async function startAlertmanager(configuration: unknown): Promise<LiveAlertmanager> {
  const folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, dump(configuration, { lineWidth: -1, noRefs: true }));
  const child = spawn(
    binaryOf('alertmanager'),
    [
      `--config.file=${file}`,
      `--storage.path=${folder}`,
      '--web.listen-address=127.0.0.1:0',
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const url = await new Promise<string>((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text;
      const address = /msg="Listening on" address=(\S+)/.exec(log)?.[1];
      if (address !== undefined) resolve(`http://${address}`);
    });
    child.on('exit', () => reject(new Error(`Alertmanager ended: ${log}`)));
  });
  return {
    async post(alerts) {
      const startsAt = new Date().toISOString();
      const { status } = await fetch(`${url}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts.map((alert) => ({ startsAt, ...alert }))),
      });
      if (status !== 200) throw new Error(`Alertmanager answers ${status}`);
    },
    shown: async () => (await (await fetch(`${url}/api/v2/alerts`)).json()) as readonly ShownAlert[],
    async stop() {
      const ended = new Promise((resolve) => child.on('close', resolve));
      child.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What a receiver was sent. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Unit: Unix milliseconds. */
  readonly at: number;
}

/** Stands in for every service that receivers call. */
export interface Receiving {
  readonly url: string;
  readonly received: readonly Received[];
  readonly stop: () => Promise<void>;
}

export async function startReceiving(): Promise<Receiving> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, text, at: Date.now() });
      // PagerDuty answers 202 and nothing else is a success; Slack answers in words.
      response.writeHead(request.url?.includes('pagerduty') === true ? 202 : 200).end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The generated configuration as it is, but for what leaves the machine: each receiver is a path of the stand-in. */
export const towards = (url: string, configuration: AlertmanagerConfiguration): unknown => ({
  ...configuration,
  templates: [],
  receivers: configuration.receivers.map(({ name, ...integrations }) =>
    Object.keys(integrations).length === 0
      ? { name }
      : { name, webhook_configs: [{ url: `${url}/${name}`, send_resolved: true }] },
  ),
});

/** Asks until the answer is there; the last answer where that takes too long. */
export async function until<T>(
  ask: () => Promise<T> | T,
  isSo: (answer: T) => boolean,
  limit = 15_000,
): Promise<T> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    if (isSo(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minutes } from '../../models/duration';
import { prometheusTimes } from '../../preview/prometheus-files';
import { rulesFor, sharedRules } from '../../rules';
import { binaryOf } from '../../scripts/tool-binaries';
import { escalating } from './company';
import { until } from './live-alertmanager';
import { bareGroupsOf, closureOf } from './scenario';

describe('a restart of a real Prometheus', () => {
  const folder = mkdtempSync(join(tmpdir(), 'restart-'));
  const pace = 60;
  let prometheus: ChildProcess | undefined;

  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(): Promise<string> {
    const child = spawn(
      binaryOf('prometheus'),
      [
        `--config.file=${join(folder, 'prometheus.yml')}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--web.listen-address=127.0.0.1:0',
        ...prometheusTimes(pace),
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    prometheus = child;
    return new Promise((resolve, reject) => {
      let log = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        log += text;
        const address = /Listening on" .*?address=(\S+)/.exec(log)?.[1];
        if (address !== undefined) resolve(`http://${address}`);
      });
      child.on('exit', () => reject(new Error(`Prometheus ended: ${log}`)));
    });
  }

  async function stop(): Promise<void> {
    const child = prometheus;
    if (child === undefined || child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.on('close', resolve));
    child.kill();
    await ended;
  }

  /** When alerts of fraud's absence began to fire, by whether they are the second. */
  async function firing(url: string): Promise<{ first: boolean; second: boolean }> {
    const response = await fetch(`${url}/api/v1/alerts`);
    // It listens before it is ready.
    if (!response.ok) return { first: false, second: false };
    const answer = (await response.json()) as {
      data: { alerts: readonly { labels: Readonly<Record<string, string>>; state: string }[] };
    };
    const found = answer.data.alerts.filter(({ state }) => state === 'firing');
    return {
      first: found.some(({ labels }) => labels['escalated'] === undefined),
      second: found.some(({ labels }) => labels['escalated'] !== undefined),
    };
  }

  test('neither forgets the wait nor ends it at once', async () => {
    const environment = escalating({ risk: minutes(20) });
    const model = environment.models.find(({ name }) => name === 'fraud');
    if (model === undefined) throw new Error('the company has no fraud');
    const objects = [sharedRules(environment, pace), rulesFor(model, environment, pace)];
    const groups = closureOf(new Set(['ModelAbsent']), bareGroupsOf(objects));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'rules.yml'), JSON.stringify({ groups }));
    writeFileSync(
      join(folder, 'prometheus.yml'),
      JSON.stringify({ rule_files: [join(folder, 'rules.yml')], scrape_configs: [] }),
    );
    let url = await start();
    // Ten minutes at sixty times the pace, after which twenty more must pass.
    expect(
      await until(
        () => firing(url),
        ({ first }) => first,
        40_000,
      ),
    ).toEqual({
      first: true,
      second: false,
    });
    const began = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    await stop();
    url = await start();
    const back = await until(
      () => firing(url),
      ({ first }) => first,
      30_000,
    );
    expect(back).toEqual({ first: true, second: false });
    const restarted = Date.now();
    const escalated = await until(
      () => firing(url),
      ({ second }) => second,
      60_000,
    );
    expect(escalated).toEqual({ first: true, second: true });
    // Not before the wait is over, and not a whole wait after the restart.
    expect(Date.now() - began).toBeGreaterThanOrEqual(19_000);
    expect(Date.now() - restarted).toBeLessThan(20_000);
  }, 180_000);
});

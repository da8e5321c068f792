import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inSeconds, minutes, times } from '../../models/duration';
import { scrapeInterval } from '../../models/scrape-interval';
import { query, type VectorSample } from '../../preview/api';
import { printSeries } from '../../preview/fleet/page';
import { anyPort, listen } from '../../preview/listen';
import { startProgram } from '../../preview/processes';
import { prometheusTimes } from '../../preview/prometheus-files';
import { scrapeConfigsFor } from '../../preview/scrape-config';
import { rulesFor, sharedRules } from '../../rules';
import { podMonitorsFor } from '../../scrape';
import { binaryOf } from '../../scripts/tool-binaries';
import { dev } from '../preview/dev';
import { grower } from './replay-expectation';
import type { Scene } from './replay-scenes';

/** How many times faster than real time; the shortest window holds ten scrapes, as it does in real time. */
const pace = 15;
const interval = times(scrapeInterval, 1 / pace);
const version = '2026.11.2';

export type Recorded = ReadonlyMap<string, readonly VectorSample[]>;

/** A real Prometheus that has scraped every scene for as long as the rates of rules look back. */
export interface Replay {
  readonly ask: (expression: string) => Promise<readonly VectorSample[]>;
  /** What the page of a scene has become. */
  readonly storedOf: (scene: Scene) => Promise<readonly VectorSample[]>;
  /** What rules recorded of a scene's model, by the name of the series. */
  readonly recordedOf: (scene: Scene) => Recorded;
  /**
   * Reads again what rules record, one evaluation later; `false` when that was done often enough. A busy machine misses
   * scrapes, which bends rates for a while, and a mistake stays.
   */
  readonly again: () => Promise<boolean>;
  /** Labels that every series of a scene must have. */
  readonly targetOf: (scene: Scene) => Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export async function startReplay(scenes: readonly Scene[]): Promise<Replay> {
  const folder = mkdtempSync(join(tmpdir(), 'observatory-replay-'));
  const ends: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const addresses = new Map<Scene, string>();
    for (const scene of scenes) {
      const server = await startServer(scene);
      ends.push(server.stop);
      addresses.set(scene, server.address);
    }
    const prometheus = await startProgram({
      name: 'Prometheus',
      binary: binaryOf('prometheus'),
      args: [
        `--config.file=${writeConfiguration(folder, addresses)}`,
        `--storage.tsdb.path=${join(folder, 'data')}`,
        '--web.listen-address=127.0.0.1:0',
        ...prometheusTimes(pace),
      ],
      folder,
      onDeath: () => undefined,
    });
    ends.push(prometheus.stop);
    const ask = (expression: string) => query(`http://127.0.0.1:${prometheus.port}`, expression);
    // Rates are right when their window is full, and recorded one evaluation later.
    await passed(inSeconds(times(minutes(5), 1 / pace)) + 3 * inSeconds(interval));
    while ((await ask('count(up == 1)'))[0]?.value[1] !== String(scenes.length)) await passed(0.5);
    const read = async (): Promise<ReadonlyMap<string, Recorded>> =>
      byModel(await ask('{__name__=~"model:.+"}'));
    let recorded = await read();
    let patience = 10;
    return {
      ask,
      storedOf: ({ source }) => ask(`{job="model-observatory/${source.name}", __name__!~"up|scrape_.+"}`),
      recordedOf: ({ model }) => recorded.get(model.name) ?? new Map(),
      async again() {
        if (patience-- <= 0) return false;
        await passed(inSeconds(interval));
        recorded = await read();
        return true;
      },
      targetOf: (scene) => targetOf(scene, addresses.get(scene) ?? ''),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const passed = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

/** A server that shows a page whose counts grow steadily. */
async function startServer(scene: Scene): Promise<{ address: string; stop: () => Promise<void> }> {
  const grow = grower(scene);
  const lines = scene.page.map((item) =>
    typeof item === 'string' ? item : { sample: item, head: printSeries(item) },
  );
  const began = Date.now();
  const scrapes: number[] = [];
  const server = createServer((_, response) => {
    scrapes.push(Date.now());
    // At times that are exactly an interval apart, whenever the answer goes out: rates at the edges of a window depend on
    // where its samples lie. A busy machine may be late by half an interval, and the sample is still there in time. The
    // first scrapes tell no rhythm, because everything starts with them, and have left the windows when these are read.
    const step = interval.milliseconds;
    const [, , from] = scrapes;
    const [asked = 0] = scrapes.slice(-1);
    const now = from === undefined ? asked : from + (Math.round((asked - from) / step) + 1 / 2) * step;
    const text = lines.map((line) => {
      if (typeof line === 'string') return line;
      const value = grow(line.sample, (now - began) / 1_000);
      return `${line.head} ${Number.isFinite(value) ? value : line.sample.printed} ${now}`;
    });
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(`${text.join('\n')}\n`);
  });
  const { port, stop } = await listen(server, anyPort);
  return { address: `127.0.0.1:${port}`, stop };
}

/** Scrapes by the generated monitors, and every generated rule that records; no alert, because nobody is to be told. */
function writeConfiguration(folder: string, addresses: ReadonlyMap<Scene, string>): string {
  const rules = [
    sharedRules(dev, pace),
    ...[...addresses.keys()].map(({ model }) => rulesFor(model, dev, pace)),
  ];
  const groups = rules
    .flatMap(({ spec }) => spec.groups)
    .map((group) => ({ ...group, rules: group.rules.filter(({ record }) => record !== undefined) }))
    .filter((group) => group.rules.length > 0);
  const scrapes = scrapeConfigsFor(
    [...addresses].flatMap(([{ model, source }, address]) =>
      podMonitorsFor(model, pace).map((monitor) => ({
        monitor,
        pod: {
          namespace: source.namespace,
          name: `${source.name}-0`,
          node: 'node-1',
          nodeLabels: {},
          container: 'server',
          labels: { ...source.selector, [source.versionLabel]: version },
          port: source.port,
          address,
        },
      })),
    ),
  );
  const [ruleFile, file] = [join(folder, 'rules.yaml'), join(folder, 'prometheus.yml')];
  writeFileSync(ruleFile, JSON.stringify({ groups }));
  writeFileSync(file, JSON.stringify({ rule_files: [ruleFile], scrape_configs: scrapes }));
  return file;
}

/** The pod of a gateway is not the model's, so neither is its name nor its version. */
const targetOf = ({ model, source }: Scene, address: string): Readonly<Record<string, string>> => ({
  job: `model-observatory/${source.name}`,
  instance: address,
  endpoint: String(source.port),
  namespace: model.namespace,
  model_name: model.name,
  team: model.team,
  tier: model.tier,
  runtime: source.runtime,
  ...(source.gateway ? {} : { pod: `${source.name}-0`, container: 'server', model_version: version }),
});

function byModel(samples: readonly VectorSample[]): ReadonlyMap<string, Recorded> {
  const models = new Map<string, Map<string, VectorSample[]>>();
  for (const sample of samples) {
    const { __name__: name = '', model_name: model = '' } = sample.metric;
    const ofModel = models.get(model) ?? new Map<string, VectorSample[]>();
    models.set(model, ofModel.set(name, [...(ofModel.get(name) ?? []), sample]));
  }
  return models;
}

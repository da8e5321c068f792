import { spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Environment } from '../../environments';
import { logstashVariables, pipelinesFor } from '../../logs';
import { deadLetterFolder } from '../../logs/deployment';
import { findLogstash } from '../../scripts/logstash';
import { binaryOf } from '../../scripts/tool-binaries';
import { eventually } from '../live/control-plane/eventually';
import { freePorts } from '../live/control-plane/free-port';
import type { Run } from '../live/control-plane/run';
import type { Event } from '../logs/run-pipeline';
import { surroundings } from '../logs/ship';
import { atEdges, inFolder } from './edges';
import { makeHome, writeSettings, type Home } from './home';
import { recordElasticsearch, type RecordingElasticsearch } from './recording-elasticsearch';

/** A Logstash that runs the pipelines of an environment. */
export interface RunningLogstash {
  readonly home: Home;
  readonly beatsPort: number;
  readonly elasticsearch: RecordingElasticsearch;
  /** What the counter of lines was told. */
  readonly counted: readonly string[];
}

/** How long Logstash may take to start and to compile the pipelines. Unit: milliseconds. */
const startsWithin = 420_000;

const writer = { user: 'writer', password: 'pass' } as const;

const variablesFor = (
  environment: Environment,
  { certificates }: Home,
  url: string,
): Readonly<Record<string, string>> => ({
  LS_JAVA_OPTS: '-Xms512m -Xmx1g',
  ...surroundings(environment).variables,
  [logstashVariables.hosts]: url,
  [logstashVariables.certificateAuthority]: join(certificates.server, 'ca.crt'),
  [logstashVariables.user]: writer.user,
  [logstashVariables.password]: writer.password,
});

/**
 * @param refusal Which documents Elasticsearch refuses; see `recordElasticsearch`
 * @throws Error with the end of Logstash's log when it does not start
 */
export async function startLogstash(
  run: Run,
  environment: Environment,
  refusal: Parameters<typeof recordElasticsearch>[3],
): Promise<RunningLogstash> {
  const home = makeHome(run.folder, environment);
  const elasticsearch = await recordElasticsearch(
    home.certificates.server,
    writer.user,
    writer.password,
    refusal,
  );
  run.atEnd(elasticsearch.stop);
  const counted: string[] = [];
  const counter = createSocket('udp4', (message) => counted.push(String(message)));
  counter.bind(0, '127.0.0.1');
  await once(counter, 'listening');
  run.atEnd(() => void counter.close());
  const [beatsPort = 0] = await freePorts(1);
  const { port: counterPort } = counter.address() as AddressInfo;
  const settings = writeSettings(
    { settings: join(home.folder, 'running'), data: join(home.folder, 'data') },
    environment,
    (program) => atEdges(program, { home: home.folder, beatsPort, counterPort }),
  );
  // On a fresh volume whoever reads dead letters starts before their folders are there, complains, and is started again until
  // they are. Complaints about anything else count.
  for (const { id, settings: own } of pipelinesFor(environment))
    if (own['dead_letter_queue.enable'] === true)
      mkdirSync(join(deadLetterFolder.replace('/usr/share/logstash', home.folder), id), { recursive: true });
  const logstash = findLogstash();
  const variables = variablesFor(environment, home, elasticsearch.url);
  let log = '';
  const started = run.start({
    name: 'logstash',
    binary: logstash.binary,
    args: logstash.args(home.folder, variables, ['--path.settings', settings]),
    variables,
    // Said once every pipeline that could be made runs.
    listens: /Pipelines running \{:?count(?:=>|: ?)(\d+)/,
    patience: startsWithin,
    onOutput: (text) => (log += text),
  });
  const problem = await started.then(
    () => complaintsIn(log),
    (error: unknown) => complaintsIn(log) || (error as Error).message,
  );
  if (problem !== '') throw new Error(`${logstash.described} does not run all pipelines:\n${problem}`);
  await eventually('Logstash listens for Filebeat', 30_000, () => listens(beatsPort));
  return { home, beatsPort, elasticsearch, counted };
}

/** Sends events as Filebeat does, until all are acknowledged. The result is what went wrong. */
export async function send(
  { home, beatsPort }: Pick<RunningLogstash, 'home' | 'beatsPort'>,
  as: keyof Home['certificates'],
  events: readonly Event[],
): Promise<string | undefined> {
  const folder = home.certificates[as];
  const sender = spawn(binaryOf('lumberjack'), ['send', '-tls', folder, '-to', `127.0.0.1:${beatsPort}`]);
  let said = '';
  sender.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  sender.stdin.on('error', () => undefined).end(events.map((event) => `${JSON.stringify(event)}\n`).join(''));
  const [status] = (await once(sender, 'close')) as [number | null];
  return status === 0 ? undefined : said;
}

/** Waits until so many documents were written in all, and a little for those that are not expected. */
export async function writtenTo(elasticsearch: RecordingElasticsearch, expected: number): Promise<void> {
  const surplusWithin = 3_000;
  await eventually('everything is written', 120_000, () =>
    elasticsearch.received.length < expected
      ? `${elasticsearch.received.length} of ${expected} documents came`
      : undefined,
  ).catch((error: unknown) => process.stderr.write(`${(error as Error).message}\n`));
  await new Promise((resolve) => setTimeout(resolve, surplusWithin));
}

/** What Logstash itself says of the pipelines: an unknown plugin, an unknown option, or a value of another kind. */
export function checkConfiguration(
  { home }: Pick<RunningLogstash, 'home'>,
  environment: Environment,
): { readonly status: number | null; readonly log: string } {
  const folder = join(home.folder, 'checked');
  const settings = writeSettings({ settings: folder, data: join(folder, 'data') }, environment, (program) =>
    inFolder(program, home.folder),
  );
  const logstash = findLogstash();
  const variables = variablesFor(environment, home, 'https://127.0.0.1:9200');
  const { status, stdout, stderr } = spawnSync(
    logstash.binary,
    [...logstash.args(home.folder, variables, ['--path.settings', settings, '--config.test_and_exit'])],
    { encoding: 'utf8', env: { ...process.env, ...variables }, timeout: startsWithin },
  );
  return { status, log: `${stdout}${stderr}` };
}

/** What it complains of, without the stacks of Java. */
const complaintsIn = (log: string): string =>
  [...log.matchAll(/^\[(?:ERROR|FATAL)\].*(?:\n(?!\[|\s+at ).*)*/gm)]
    .map(([text]) => text.slice(0, 2_000))
    .join('\n');

/** Logstash says that it starts to listen, and does a moment later. */
const listens = (port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error) => {
      resolve(error.message);
    });
  });

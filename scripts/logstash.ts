import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { elasticStack, logstashImage } from '../models/versions';

/** A Logstash that can be run on this machine. */
export interface Logstash {
  /** What it is, for whoever reads the output. */
  readonly described: string;
  readonly binary: string;
  /** Its command line; it may read and write in the folder, and sees these variables. */
  readonly args: (
    folder: string,
    variables: Readonly<Record<string, string>>,
    own: readonly string[],
  ) => readonly string[];
}

const [major = ''] = elasticStack[0].split('.');

/**
 * The Logstash that LOGSTASH_HOME names, or the image that is deployed, by the first container engine that runs.
 *
 * @throws Error that says how to get one
 */
export function findLogstash(): Logstash {
  const home = process.env['LOGSTASH_HOME'];
  if (home !== undefined && home !== '') return unpacked(home);
  const engine = ['docker', 'podman'].find((name) => succeeds(name, 'info'));
  if (engine === undefined)
    throw new Error(
      [
        `There is no Logstash to test with: LOGSTASH_HOME is not set, and neither docker nor podman runs here. Either`,
        `  unpack Logstash ${elasticStack[0]} (its archive for this system, from Elastic's page of past releases) and set LOGSTASH_HOME to the folder, or`,
        `  start docker or podman, which then fetches ${logstashImage}.`,
      ].join('\n'),
    );
  if (!succeeds(engine, 'image', 'inspect', logstashImage)) fetched(engine);
  return inContainer(engine);
}

const succeeds = (binary: string, ...args: readonly string[]): boolean =>
  spawnSync(binary, [...args], { stdio: 'ignore', timeout: 20_000 }).status === 0;

function unpacked(home: string): Logstash {
  const binary = join(home, 'bin', 'logstash');
  if (!existsSync(binary)) throw new Error(`LOGSTASH_HOME=${home}: there is no bin/logstash in it`);
  const told = spawnSync(binary, ['--version'], { encoding: 'utf8', timeout: 60_000 });
  const version = /^logstash (\d+)\.\S+$/m.exec(told.stdout);
  if (version?.[1] !== major)
    throw new Error(
      `LOGSTASH_HOME=${home}: ${major}.x is needed, such as ${elasticStack[0]}; it says ${JSON.stringify(`${told.stdout}${told.stderr}`.trim())}`,
    );
  return { described: `${version[0]} in ${home}`, binary, args: (_folder, _variables, own) => own };
}

function fetched(engine: string): void {
  if (spawnSync(engine, ['pull', logstashImage], { stdio: 'inherit' }).status !== 0)
    throw new Error(
      `${engine} could not fetch ${logstashImage}: fetch it by hand, or set LOGSTASH_HOME to a folder with Logstash`,
    );
}

/** On the machine's own network, so that both sides find each other on the loopback; a path is the same inside. */
const inContainer = (engine: string): Logstash => ({
  described: `${logstashImage} by ${engine}`,
  binary: engine,
  args: (folder, variables, own) => [
    ...['run', '--rm', '--network', 'host', '--volume', `${folder}:${folder}`],
    // What it writes must be ours to remove.
    ...['--user', `${process.getuid?.() ?? 1000}:0`],
    ...Object.keys(variables).flatMap((name) => ['--env', name]),
    logstashImage,
    ...own,
  ],
});

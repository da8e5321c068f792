import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtNode } from '../../../scripts/elasticsearch-build';
import { nodeParts, type NodeName } from '../../../scripts/elasticsearch-nodes';
import { jdkFor } from '../../../scripts/java';
import { zstdLibrary } from '../../../scripts/zstd';
import { newRun, type Run } from '../../live/control-plane/run';

/** What Elasticsearch answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Who asks; without one, whoever may do everything. */
export interface Asker {
  readonly authorization: string;
}

/** A body is JSON, or lines of JSON where it is a list. */
export type Ask = (
  method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD',
  path: string,
  body?: unknown,
  asker?: Asker,
) => Promise<Answer>;

export interface ElasticsearchNode {
  /** Where it listens on the loopback, in the clear. */
  readonly port: number;
  readonly ask: Ask;
  /** The same, where anything but success is an error. */
  readonly told: (...question: Parameters<Ask>) => Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** Starts one node on the loopback, or nothing. It ends with the run, and its data with it. */
export async function startNode(node: NodeName): Promise<ElasticsearchNode> {
  const run = newRun();
  try {
    return await start(node, run);
  } catch (error) {
    await run.stop();
    throw error;
  }
}

async function start(node: NodeName, run: Run): Promise<ElasticsearchNode> {
  const parts = nodeParts[node];
  const jdk = jdkFor(parts.java);
  if (jdk === undefined) throw new Error(`no JDK ${parts.java}`);
  const { server, home, classes } = builtNode(node);
  const administrator = withAdministrator(join(run.folder, 'config'));
  const { port } = await run.start({
    name: parts.title,
    binary: join(jdk.folder, 'bin', 'java'),
    args: [
      '-Xmx1g',
      // Half of the work of a compiler, for a process that lives for a minute.
      '-XX:TieredStopAtLevel=1',
      '-Des.distribution.type=tar',
      ...(parts.zstd ? nativeLibraries(run.folder) : []),
      ...parts.exports.map((name) => `--add-exports=org.elasticsearch.server/${name}=ALL-UNNAMED`),
      `--module-path=${server}`,
      '--add-modules=ALL-MODULE-PATH,jdk.net',
      ...['-cp', classes, 'RunNode', home, run.folder],
    ],
    listens: /serves 127\.0\.0\.1:(\d+)/,
    patience: 180_000,
  });
  const ask: Ask = async (method, path, body, asker = administrator) => {
    const lines = Array.isArray(body);
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        ...asker,
        ...(body === undefined
          ? {}
          : { 'content-type': lines ? 'application/x-ndjson' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: lines ? linesOf(body) : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  };
  return {
    port,
    ask,
    async told(...question) {
      const { status, body } = await ask(...question);
      if (status >= 300) throw new Error(`${question[0]} ${question[1]}: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    stop: run.stop,
  };
}

/** Elasticsearch looks for native libraries in one folder; its own, for vectors, is not there. */
function nativeLibraries(folder: string): readonly string[] {
  const zstd = zstdLibrary();
  if (zstd === undefined) throw new Error('no libzstd');
  const libraries = join(folder, 'libraries');
  mkdirSync(libraries);
  symlinkSync(zstd, join(libraries, zstd.endsWith('.dylib') ? 'libzstd.dylib' : 'libzstd.so'));
  return [`-Des.nativelibs.path=${libraries}`, '-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false'];
}

const linesOf = (body: readonly unknown[]): string =>
  body.map((line) => `${JSON.stringify(line)}\n`).join('');

/** The first user of a node with security, who makes the others. The password is of this run alone. */
function withAdministrator(config: string): Asker {
  mkdirSync(config);
  const password = randomBytes(16).toString('hex');
  const salt = randomBytes(32);
  const rounds = 10_000;
  const hash = pbkdf2Sync(password, salt, rounds, 32, 'sha512');
  const text = `{PBKDF2}${rounds}$${salt.toString('base64')}$${hash.toString('base64')}`;
  writeFileSync(join(config, 'users'), `administrator:${text}\n`, { mode: 0o600 });
  writeFileSync(join(config, 'users_roles'), 'superuser:administrator\n', { mode: 0o600 });
  writeFileSync(join(config, 'roles.yml'), '', { mode: 0o600 });
  return userWith('administrator', password);
}

export const userWith = (name: string, password: string): Asker => ({
  authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { nodeParts, type NodeModule, type NodeName, type NodeParts } from './elasticsearch-nodes';
import { jdkFor, type Jdk } from './java';
import { projectRoot } from './project-root';
import { runShown } from './shown-command';
import { cacheRoot } from './tool-binaries';
import { zstdLibrary } from './zstd';

/** What `npm run test:elastic` starts: `server` are the jars of its module path, `home` is its home folder. */
export interface BuiltNode {
  readonly server: string;
  readonly home: string;
  /** Our own main class. */
  readonly classes: string;
  /** Elastic's own templates, pipelines and policies, as JSON. */
  readonly resources: string;
}

const sourcesOf = (node: NodeName): string => join(projectRoot, 'tools', node);

/** Where a node is once it is built: a folder per content of the sources. */
export function builtNode(node: NodeName): BuiltNode {
  const hash = createHash('sha256').update(JSON.stringify(nodeParts[node].modules.map(printed)));
  for (const file of readdirSync(sourcesOf(node), { recursive: true, encoding: 'utf8' }).sort())
    if (/\.(?:java|xml|properties)$/.test(file))
      hash.update(file).update(readFileSync(join(sourcesOf(node), file)));
  return inFolder(join(cacheRoot(), 'tools', `${node}-${hash.digest('hex').slice(0, 16)}`));
}

const printed = ({ name, jars }: NodeModule): string => `${name} ${jars.source}`;

const inFolder = (folder: string): BuiltNode => ({
  server: join(folder, 'server'),
  home: join(folder, 'home'),
  classes: join(folder, 'classes'),
  resources: join(folder, 'resources'),
});

/** Why a node cannot be started on this machine. */
export function missingFor(node: NodeName): string | undefined {
  const { title, java, zstd } = nodeParts[node];
  if (jdkFor(java) === undefined)
    return `${title} needs a JDK ${java} or later (JAVA_HOME, PATH and the usual folders hold none)`;
  return zstd && zstdLibrary() === undefined
    ? `${title} needs libzstd, which this machine has not`
    : undefined;
}

/**
 * Fetches the jars of a node through Maven and compiles our part of it, once.
 *
 * @throws Error that says what to install, or what failed
 */
export async function buildNode(node: NodeName): Promise<void> {
  const jdk = jdkFor(nodeParts[node].java);
  if (jdk === undefined) throw new Error(missingFor(node));
  const { home } = builtNode(node);
  const folder = join(home, '..');
  if (existsSync(folder)) return;
  if (spawnSync('mvn', ['--version']).status !== 0)
    throw new Error(
      `mvn is not on PATH: install Maven, with which the jars of ${nodeParts[node].title} are fetched`,
    );
  // Built beside and moved at the end, so that an interrupted build leaves nothing that looks whole.
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await assemble(node, nodeParts[node], jdk, unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function assemble(node: NodeName, parts: NodeParts, jdk: Jdk, folder: string): Promise<void> {
  const { server, home, classes, resources } = inFolder(folder);
  const all = join(folder, 'all');
  await fetchJars(node, parts, server, []);
  await fetchJars(node, parts, all, ['-Pmodules']);
  const ofServer = new Set(jarsIn(server));
  const beside = jarsIn(all).filter((jar) => !ofServer.has(jar));
  const found = (name: string): string => {
    const jar = [...beside, ...ofServer].find((one) => new RegExp(`^${name}-\\d`).test(one));
    if (jar === undefined) throw new Error(`tools/${node}/pom.xml brings no ${name}`);
    return join(all, jar);
  };
  const version = /-(\d[\d.]+)\.jar$/.exec(found('elasticsearch'))?.[1] ?? '';
  const java = (sources: string, to: string): void => {
    const from = join(sourcesOf(node), sources);
    const files = readdirSync(from).filter((file) => file.endsWith('.java'));
    const options = ['-proc:none', '--release', String(parts.java), '-cp', join(all, '*'), '-d', to];
    runOf(jdk, 'javac', [...options, ...files.map((file) => join(from, file))], folder);
  };
  java('node', classes);
  for (const module of parts.modules) {
    const to = join(home, 'modules', module.name);
    mkdirSync(to, { recursive: true });
    for (const jar of beside.filter((one) => module.jars.test(one)))
      copyFileSync(join(all, jar), join(to, jar));
    if (module.sources !== undefined) {
      const own = join(folder, module.sources);
      java(module.sources, own);
      runOf(jdk, 'jar', ['--create', '--file', join(to, `${module.sources}.jar`), '-C', own, '.'], folder);
      rmSync(own, { recursive: true });
    }
    writeFileSync(
      join(to, 'plugin-descriptor.properties'),
      descriptorOf(module, node, version, found, jdk, folder),
    );
  }
  mkdirSync(resources);
  runOf(jdk, 'jar', ['--extract', '--file', found('x-pack-template-resources')], resources);
  rmSync(all, { recursive: true });
}

const jarsIn = (folder: string): readonly string[] =>
  readdirSync(folder).filter((file) => file.endsWith('.jar'));

const fetchJars = (node: NodeName, parts: NodeParts, to: string, more: readonly string[]): Promise<void> =>
  runShown({
    doing: `fetching the jars of ${parts.title}${more.length > 0 ? ' and of its modules' : ''}`,
    usually: 'a minute',
    command: 'mvn',
    args: [
      '--batch-mode',
      ...more,
      'dependency:copy-dependencies',
      '-DincludeScope=runtime',
      `-DoutputDirectory=${to}`,
    ],
    cwd: sourcesOf(node),
    counts: { line: /Downloaded from/, of: 'files fetched' },
  });

/**
 * What the node is told about a module: our own file for ours, and that of its jar for Elastic's. As a named module it
 * would ask for others that cannot be had.
 */
function descriptorOf(
  { name }: NodeModule,
  node: NodeName,
  version: string,
  found: (name: string) => string,
  jdk: Jdk,
  folder: string,
): string {
  if (name === 'stand-ins')
    return readFileSync(join(sourcesOf(node), name, 'plugin-descriptor.properties'), 'utf8').replace(
      '${elasticsearch.version}',
      version,
    );
  const path = `META-INF/es-plugins/${name}/plugin-descriptor.properties`;
  runOf(jdk, 'jar', ['--extract', '--file', found(name), path], folder);
  const text = readFileSync(join(folder, path), 'utf8');
  rmSync(join(folder, 'META-INF'), { recursive: true });
  return name.startsWith('x-pack-') ? text.replace(/^modulename=.*$/m, '') : text;
}

function runOf(jdk: Jdk, tool: 'javac' | 'jar', args: readonly string[], cwd: string): void {
  const { status, stderr, stdout, error } = spawnSync(join(jdk.folder, 'bin', tool), args, {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${tool} failed: ${error?.message ?? ''}${stdout}${stderr}`);
}

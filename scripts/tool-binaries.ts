import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectRoot } from './project-root';

/** The real binaries that tests and the preview run, with how each tells its version. */
const modules = {
  prometheus: {
    binaries: {
      prometheus: 'github.com/prometheus/prometheus/cmd/prometheus',
      promtool: 'github.com/prometheus/prometheus/cmd/promtool',
    },
    // Cloud discovery is most of the build and none of the need.
    tags: 'remove_all_sd,enable_kubernetes_sd',
    // Rule tests read a time of their own since 3.9; the module's v0.315 is release 3.15.
    minimum: [3, 9],
    version: ['--version'],
  },
  alertmanager: {
    binaries: {
      alertmanager: 'github.com/prometheus/alertmanager/cmd/alertmanager',
      amtool: 'github.com/prometheus/alertmanager/cmd/amtool',
    },
    tags: '',
    minimum: [0, 31],
    version: ['--version'],
  },
  pint: {
    binaries: { pint: 'github.com/cloudflare/pint/cmd/pint' },
    // No tag of it makes the build smaller.
    tags: '',
    minimum: [0, 80],
    version: ['version'],
  },
} as const;

export type ModuleName = keyof typeof modules;
export type BinaryName = { [M in ModuleName]: keyof (typeof modules)[M]['binaries'] }[ModuleName];

const moduleNames = Object.keys(modules) as readonly ModuleName[];

function moduleOf(binary: BinaryName): ModuleName {
  const module = moduleNames.find((name) => binary in modules[name].binaries);
  if (module === undefined) throw new Error(`no module builds ${binary}`);
  return module;
}

/** Environment variable that names a binary: `PROMTOOL_BIN`, `ALERTMANAGER_BIN` and so on. */
const variableOf = (binary: BinaryName): string => `${binary.toUpperCase()}_BIN`;

/** Folder of the built binaries: outside the clone, one per content of the module's pins. */
function cacheFolder(module: ModuleName): string {
  const root =
    process.env['MODEL_OBSERVATORY_CACHE'] ??
    join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'model-observatory');
  const hash = createHash('sha256').update(modules[module].tags);
  for (const file of ['go.mod', 'go.sum'])
    hash.update(readFileSync(join(projectRoot, 'tools', module, file)));
  return join(root, 'tools', `${module}-${hash.digest('hex').slice(0, 16)}`);
}

/**
 * Path of a binary: the one that an environment variable names, the one that was built, or one on PATH of a suitable
 * version.
 *
 * @throws Error that says what to run or install
 */
export function binaryOf(binary: BinaryName): string {
  const path = findBinary(binary);
  if (path !== undefined) return path;
  throw new Error(
    `${binary} is not there yet: run \`npm run tools\`, which builds it, or name one in ${variableOf(binary)}`,
  );
}

function findBinary(binary: BinaryName): string | undefined {
  const module = moduleOf(binary);
  const named = process.env[variableOf(binary)];
  if (named !== undefined && named !== '') {
    const problem = problemOf(named, binary, true);
    if (problem !== undefined) throw new Error(`${variableOf(binary)}=${named}: ${problem}`);
    return named;
  }
  const built = join(cacheFolder(module), binary);
  if (existsSync(built)) return built;
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, binary))
    .find((path) => isExecutable(path) && problemOf(path, binary) === undefined);
}

/** What is wrong with somebody else's binary; a version below the one that our tests rely on, say. */
function problemOf(path: string, binary: BinaryName, named = false): string | undefined {
  if (!isExecutable(path)) return 'is no executable file';
  const { minimum, version: asked } = modules[moduleOf(binary)];
  const { stdout, stderr, status } = spawnSync(path, [...asked], { encoding: 'utf8', timeout: 10_000 });
  const told = `${stdout}${stderr}`;
  // Only pint does not tell its name, but a revision.
  const isIt = binary === 'pint' ? / \(revision: .*\)$/m.test(told) : told.startsWith(`${binary}, version`);
  if (status !== 0 || !isIt) return `is not ${binary}`;
  const version = /(?:version |^)v?(\d+)\.(\d+)/.exec(told);
  const [major, minor] = minimum;
  // A binary that plain `go build` made knows no version: whoever names it in a variable vouches for it.
  if (version === null) return named ? undefined : 'does not tell its version';
  const [haveMajor, haveMinor] = [Number(version[1]), Number(version[2])];
  const enough = haveMajor > major || (haveMajor === major && haveMinor >= minor);
  return enough
    ? undefined
    : `has version ${haveMajor}.${haveMinor}, but ${major}.${minor} or later is needed`;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Builds what cannot be found of some modules, with progress on standard error. */
export async function buildTools(wanted: readonly ModuleName[] = moduleNames): Promise<void> {
  const missing = wanted.filter((module) =>
    binariesOf(module).some((binary) => findBinary(binary) === undefined),
  );
  if (missing.length > 0 && spawnSync('go', ['version']).status !== 0) throw new Error(withoutGo(missing));
  for (const module of missing) await buildModule(module);
}

const binariesOf = (module: ModuleName): readonly BinaryName[] =>
  Object.keys(modules[module].binaries) as BinaryName[];

/** What exactly to install, for all that is missing. */
function withoutGo(missing: readonly ModuleName[]): string {
  const needs = missing.map((module) => {
    const binaries = binariesOf(module);
    const variables = binaries.map(variableOf).join(' and ');
    return `  ${binaries.join(' and ')}, version ${modules[module].minimum.join('.')} or later (or name them in ${variables})`;
  });
  return [
    'These programs are missing, and there is no Go on PATH to build them with. Install Go 1.26 or later, or put on PATH:',
    ...needs,
  ].join('\n');
}

async function buildModule(module: ModuleName): Promise<void> {
  const { binaries, tags } = modules[module];
  const packages = Object.values(binaries);
  const folder = cacheFolder(module);
  // Built beside and moved at the end, so that an interrupted build leaves nothing that looks whole.
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await compile(module, [
      'build',
      '-trimpath',
      '-v',
      ...(tags === '' ? [] : ['-tags', tags]),
      '-o',
      `${unfinished}/`,
      ...packages,
    ]);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Runs `go`, showing how many packages it has compiled. */
async function compile(module: ModuleName, args: readonly string[]): Promise<void> {
  const began = Date.now();
  const show = (text: string): void =>
    void process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${text}` : `${text}\n`);
  show(`building ${module} (once; a few minutes) …`);
  const child = spawn('go', args, {
    cwd: join(projectRoot, 'tools', module),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let tail = '';
  let compiled = 0;
  let shown = Date.now();
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4_000);
    compiled += text.split('\n').filter((line) => /^[\w.-]+(\/[\w.@-]+)*$/.test(line)).length;
    if (Date.now() - shown < (process.stderr.isTTY ? 500 : 20_000)) return;
    shown = Date.now();
    show(`building ${module}: ${compiled} packages compiled, ${Math.round((shown - began) / 1_000)} s`);
  });
  const status = await new Promise<number | null>((resolve, reject) =>
    child.on('error', reject).on('close', resolve),
  );
  show(
    `${status === 0 ? 'built' : 'failed to build'} ${module} in ${Math.round((Date.now() - began) / 1_000)} s`,
  );
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (status !== 0) throw new Error(`go could not build ${module}:\n${tail}`);
}

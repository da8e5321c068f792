import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectRoot } from './project-root';
import { runShown } from './shown-command';
import { moduleOf, modulesFor, toolModule, type BinaryName, type ModuleName } from './tool-modules';

/** Environment variable that names a binary: `PROMTOOL_BIN`, `KUBE_APISERVER_BIN` and so on. */
const variableOf = (binary: BinaryName): string => `${binary.toUpperCase().replaceAll('-', '_')}_BIN`;

/** Folder of what is fetched or built once, outside the clone. */
export const cacheRoot = (): string =>
  process.env['MODEL_OBSERVATORY_CACHE'] ??
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'model-observatory');

/** Folder of the built binaries: one per content of the module, which is its pins, and the sources where they are ours. */
function cacheFolder(module: ModuleName): string {
  const { tags = '', stamp } = toolModule(module);
  const hash = createHash('sha256').update(tags + (stamp?.variable ?? ''));
  const sources = join(projectRoot, 'tools', module);
  for (const file of readdirSync(sources).sort())
    if (/^go\.(?:mod|sum)$|\.go$/.test(file)) hash.update(readFileSync(join(sources, file)));
  return join(cacheRoot(), 'tools', `${module}-${hash.digest('hex').slice(0, 16)}`);
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
  const command = `npm run tools${toolModule(moduleOf(binary)).for === 'live' ? ' -- --live' : ''}`;
  throw new Error(
    `${binary} is not there yet: run \`${command}\`, which builds it, or name one in ${variableOf(binary)}`,
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
  const { minimum, version: asked, says } = toolModule(moduleOf(binary));
  const { stdout, stderr, status } = spawnSync(path, [...asked], { encoding: 'utf8', timeout: 10_000 });
  const told = `${stdout}${stderr}`;
  if (status !== 0 || !says(binary).test(told)) return `is not ${binary}`;
  const version = /(?:[Vv]ersion:? |Kubernetes |OpenTofu |^)v?(\d+)\.(\d+)/m.exec(told);
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

/** Builds what cannot be found of some modules, with progress on standard error; without names, those of `npm test`. */
export async function buildTools(wanted: readonly ModuleName[] = modulesFor('tests')): Promise<void> {
  const missing = wanted.filter((module) =>
    binariesOf(module).some((binary) => findBinary(binary) === undefined),
  );
  if (missing.length > 0 && spawnSync('go', ['version']).status !== 0) throw new Error(withoutGo(missing));
  for (const module of missing) await buildModule(module);
}

const binariesOf = (module: ModuleName): readonly BinaryName[] =>
  Object.keys(toolModule(module).binaries) as BinaryName[];

/** What exactly to install, for all that is missing. */
function withoutGo(missing: readonly ModuleName[]): string {
  const needs = missing.map((module) => {
    const binaries = binariesOf(module);
    const variables = binaries.map(variableOf).join(' and ');
    return `  ${binaries.join(' and ')}, version ${toolModule(module).minimum.join('.')} or later (or name them in ${variables})`;
  });
  return [
    'These programs are missing, and there is no Go on PATH to build them with. Install Go 1.26 or later, or put on PATH:',
    ...needs,
  ].join('\n');
}

async function buildModule(module: ModuleName): Promise<void> {
  const { binaries, tags, stamp } = toolModule(module);
  const [first, ...others] = Object.entries(binaries);
  if (first === undefined) return;
  const folder = cacheFolder(module);
  // Built beside and moved at the end, so that an interrupted build leaves nothing that looks whole.
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const args = [
      'build',
      '-trimpath',
      '-v',
      ...(tags === undefined ? [] : ['-tags', tags]),
      ...(stamp === undefined
        ? []
        : [`-ldflags=-X=${stamp.variable}=${pinnedVersion(module, stamp.module)}`]),
      '-o',
      // A package's name need not be the program's.
      others.length === 0 ? join(unfinished, first[0]) : `${unfinished}/`,
      ...Object.values(binaries),
    ];
    await runShown({
      doing: `building ${module}`,
      usually: toolModule(module).for === 'live' ? 'up to half an hour' : 'a few minutes',
      command: 'go',
      args,
      cwd: join(projectRoot, 'tools', module),
      counts: { line: /^[\w.-]+(\/[\w.@-]+)*$/, of: 'packages compiled' },
    });
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Version of a Go module that a tool's go.mod asks for. */
export function pinnedVersion(module: ModuleName, required: string): string {
  const text = readFileSync(join(projectRoot, 'tools', module, 'go.mod'), 'utf8');
  const version = text.split('\n').flatMap((line) => {
    const [name, found] = line
      .replace(/^require/, '')
      .trim()
      .split(' ');
    return name === required && found !== undefined ? [found] : [];
  })[0];
  if (version === undefined) throw new Error(`tools/${module}/go.mod does not require ${required}`);
  return version;
}

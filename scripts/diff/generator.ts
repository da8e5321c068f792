import {
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from '../project-root';
import { isTracked, type Repository } from './repository';
import type { Run } from './temporary-folder';

/** What makes one side: the root of a project that is built, and why it is this one. */
export interface Generator {
  readonly root: string;
  /** For the report: with what the base was made. */
  readonly says: string;
}

/** Everything that decides what a generator makes, beside entries. */
const sources = [
  ...'models environments scrape rules dashboards logs constructs stacks'.split(' '),
  ...['scripts', 'provider-schemas', 'package-lock.json', 'cdktf.json', 'tsconfig.json'],
];

/**
 * What the base is made with. A repository that holds the generator has the generator of the base, built there, so that a
 * change of the generator shows in what it makes. One that only holds entries uses the installed package for both
 * sides, unless its lock file installs another one at the base.
 */
export async function generatorOf(
  repository: Repository,
  tree: string,
  run: Run,
  here = projectRoot,
): Promise<Generator> {
  const root = realpathSync(here);
  const place = relative(repository.top, root);
  const isInside = !place.startsWith('..');
  if (isInside && isTracked(repository, join(place, 'cdktf.json'))) {
    const base = join(tree, place);
    if (!existsSync(join(base, 'scripts', 'run.mjs')))
      return { root, says: 'the generator of this side, because the base has none' };
    if (fingerprint(base) === fingerprint(root))
      return { root, says: 'the same generator: none of its sources differs' };
    await install(root, base, run);
    await build(root, base, run);
    return { root: base, says: 'the generator of the base, built there: its sources differ' };
  }
  const installed = isInside ? installedIn(place) : undefined;
  if (
    installed === undefined ||
    isSameFile('package-lock.json', join(repository.top, installed.folder), join(tree, installed.folder))
  )
    return { root, says: 'the installed generator, as for the head' };
  const cwd = join(tree, installed.folder);
  if (!existsSync(join(cwd, 'package-lock.json')))
    return { root, says: 'the installed generator, because the base has no package-lock.json' };
  await ended(run('npm', ['ci', '--no-audit', '--no-fund', ...omitted(cwd, installed.name)], { cwd }));
  return { root: join(tree, place), says: 'the generator that the package-lock.json of the base installs' };
}

/** The folder, from the top, in whose node_modules a generator lies, and its name there; `undefined` where it lies elsewhere. */
function installedIn(place: string): { readonly folder: string; readonly name: string } | undefined {
  const steps = place.split(sep);
  const at = steps.indexOf('node_modules');
  return at < 0 ? undefined : { folder: steps.slice(0, at).join(sep), name: steps.slice(at + 1).join('/') };
}

/** Without what is for development, cdktf-cli and its own above all: they are nine tenths of the packages, and make nothing. */
function omitted(folder: string, name: string): readonly string[] {
  const { dependencies = {} } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly dependencies?: Readonly<Record<string, string>>;
  };
  return dependencies[name] === undefined ? [] : ['--omit=dev'];
}

/** What is installed here will do where the same is asked for. */
async function install(root: string, base: string, run: Run): Promise<void> {
  if (isSameFile('package-lock.json', root, base))
    symlinkSync(join(root, 'node_modules'), join(base, 'node_modules'), 'dir');
  // Without `prepare`: it is built below.
  else await ended(run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: base }));
}

/** From what is built here: only what differs is compiled, and bindings whose schemas are the same are not made again. */
async function build(root: string, base: string, run: Run): Promise<void> {
  for (const made of ['.gen', 'dist']) {
    if (existsSync(join(root, made))) cpSync(join(root, made), join(base, made), { recursive: true });
  }
  rmSync(join(base, 'dist', '.built'), { force: true });
  await ended(run(process.execPath, [join('scripts', 'build.mjs')], { cwd: base }));
}

async function ended(running: ReturnType<Run>): Promise<void> {
  const { status, stderr } = await running;
  if (status !== 0) throw new Error(`the generator of the base could not be built:\n${stderr.trim()}`);
}

const isSameFile = (name: string, one: string, other: string): boolean =>
  existsSync(join(one, name)) &&
  existsSync(join(other, name)) &&
  readFileSync(join(one, name)).equals(readFileSync(join(other, name)));

/** Names and contents of the sources, in one text. */
const fingerprint = (root: string): string =>
  sources
    .flatMap((name) => filesBelow(join(root, name)))
    .map((file) => `${relative(root, file)}\n${readFileSync(file, 'utf8')}`)
    .join('\n');

/** Of a room of sources: entries are not, and are compared by themselves. */
function filesBelow(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => {
      const inner = join(path, name);
      if (statSync(inner).isDirectory()) {
        const isEnvironment = existsSync(join(inner, 'environment.yaml'));
        return isEnvironment ? [] : filesBelow(inner);
      }
      return [inner];
    });
}

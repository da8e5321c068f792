// Builds what is not committed: the provider bindings from the schemas, and dist/ from the sources.
// Runs as `prepare` (npm ci) and before a command whose sources are newer than the last build.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const rooms = 'models environments scrape rules dashboards logs constructs stacks preview scripts'.split(' ');
const bindingsStamp = join(root, '.gen', 'source.sha256');

/** Fingerprint of everything that decides what the generated bindings look like. */
function bindingsSource() {
  const hash = createHash('sha256');
  const schemas = join(root, 'provider-schemas');
  const files = readdirSync(schemas)
    .filter((name) => name.endsWith('.json'))
    .sort();
  for (const file of [join(root, 'cdktf.json'), ...files.map((name) => join(schemas, name))]) {
    hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

function run(command, args, env = {}) {
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (error) throw error;
  if (status !== 0) {
    process.stderr.write(
      `${stdout}${stderr}\n${command} ${args.join(' ')} failed with exit status ${status}\n`,
    );
    process.exit(1);
  }
}

function generateBindings() {
  const source = bindingsSource();
  if (existsSync(bindingsStamp) && readFileSync(bindingsStamp, 'utf8') === source) return;
  console.error('generating provider bindings from provider-schemas/ …');
  // --force, because cdktf get otherwise keeps bindings whose schema has changed.
  run(join(root, 'node_modules', '.bin', 'cdktf'), ['get', '--force', '--silent'], {
    CDKTF_EXPERIMENTAL_PROVIDER_SCHEMA_CACHE_PATH: 'provider-schemas',
    CHECKPOINT_DISABLE: '1',
    CI: '1',
  });
  rmSync(join(root, 'dist', '.gen'), { recursive: true, force: true });
  writeFileSync(bindingsStamp, source);
}

function newestSource() {
  let newest = 0;
  const visit = (path) => {
    const stats = statSync(path);
    if (stats.isDirectory()) for (const name of readdirSync(path)) visit(join(path, name));
    else if (/\.(ts|mjs|json)$/.test(path)) newest = Math.max(newest, stats.mtimeMs);
  };
  // Commands that run the tests of rules, or show mistakes that tests make, are made of these too.
  for (const room of [...rooms, 'test/environments', 'test/models', 'test/rules']) visit(join(root, room));
  for (const file of ['tsconfig.json', 'tsconfig.bindings.json', 'package.json']) visit(join(root, file));
  return newest;
}

/**
 * Removes what was compiled from sources that are gone. Where a file became a folder of the same name, Node would still
 * load what is left of the file.
 */
function removeOrphans(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      removeOrphans(path);
      continue;
    }
    const source = path.replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts').replace(join(root, 'dist'), root);
    if (source.endsWith('.ts') && !existsSync(source)) rmSync(path);
  }
}

/** Builds when a source is newer than the last build; returns at once otherwise. */
export function build() {
  generateBindings();
  // A stamp of our own: tsc leaves its build information alone when nothing that it emits has changed.
  const stamp = join(root, 'dist', '.built');
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newestSource()) return;
  console.error('compiling …');
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-b']);
  for (const room of rooms) removeOrphans(join(root, 'dist', room));
  writeFileSync(stamp, '');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();

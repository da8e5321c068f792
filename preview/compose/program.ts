import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { projectRoot } from '../../scripts/project-root';
import type { Files } from './files';

/** What containers of this project run, compiled. */
const scripts = ['prepare', 'fleet', 'setup'] as const;

/** What these read beside code: pages of metrics, the page, and by what the folder is known. */
const data = ['cdktf.json', 'test/fixtures/metrics', 'preview/page'] as const;
const chart = ['uPlot.esm.js', 'uPlot.min.css'] as const;

/** Loads modules by their paths, runs none of them as a program, and prints every file that Node took for it. */
const tracer = `
for (const path of process.argv.slice(1)) require(path);
process.stdout.write(JSON.stringify(Object.keys(require.cache)), () => process.exit(0));
`;

/**
 * The program that runs in containers, with all that it loads: Node itself says what that is. So the folder needs neither the
 * project nor its packages, and can be taken to another machine.
 */
export function programFiles(): Files {
  const compiled = scripts.map((name) =>
    join(projectRoot, 'dist', 'preview', 'compose', 'run', `${name}.js`),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', tracer, ...compiled], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`the program of the containers cannot be loaded: ${stderr}`);
  const loaded = JSON.parse(stdout) as readonly string[];
  const charts = require.resolve('uplot/package.json').replace(/package\.json$/, '');
  const files = [
    ...new Set([...loaded, ...loaded.flatMap(manifestsOf)]),
    ...data.flatMap((path) => filesBelow(join(projectRoot, path))),
    ...chart.map((name) => join(charts, 'dist', name)),
  ];
  return files.map((path) => [`program/${placeOf(path)}`, readFileSync(path, 'utf8')] as const);
}

/** Packages may lie beside the project as well as within it: in the program they lie within. */
function placeOf(path: string): string {
  const parts = path.split(sep);
  const packages = parts.indexOf('node_modules', projectRoot.split(sep).length);
  if (packages !== -1) return parts.slice(packages).join('/');
  if (path.startsWith(`${projectRoot}${sep}`)) return relative(projectRoot, path).split(sep).join('/');
  return parts.slice(parts.lastIndexOf('node_modules')).join('/');
}

/** Manifests of the folders around a file of a package: they say where it begins, and which kind of modules it has. */
function manifestsOf(path: string): readonly string[] {
  const parts = path.split(sep);
  const packages = parts.lastIndexOf('node_modules');
  if (packages === -1 || path.startsWith(`${join(projectRoot, 'dist')}${sep}`)) return [];
  return parts
    .slice(packages + 1, -1)
    .map((_name, index) => join(parts.slice(0, packages + 2 + index).join(sep), 'package.json'))
    .filter((manifest) => existsSync(manifest));
}

const filesBelow = (path: string): readonly string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesBelow(join(path, name))) : [path];

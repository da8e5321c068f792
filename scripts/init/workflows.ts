import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';

/** Workflows that only concern the project itself: a company gets later charts with a later version of the package. */
const ofTheProject = ['workflows/charts.yml'];

/** Folders of the project that workflows name, and where they lie in a repository that installs it. */
const moved = /(?<![\w./-])(tools|docs)\//g;

/**
 * The workflows of this project for a repository that depends on it, by path. They are the same files: their commands are
 * those of its package.json, and only places within the package differ.
 */
export function workflowFiles(packageName: string): ReadonlyMap<string, string> {
  const folder = join(projectRoot, '.github');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.yml') && !ofTheProject.includes(file))
    .sort();
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const own = file === 'dependabot.yml' ? withoutModules(text) : text;
      return [`.github/${file}`, own.replaceAll(moved, `node_modules/${packageName}/$1/`)];
    }),
  );
}

/** What Dependabot updates, without Go modules: those are the package's. */
const withoutModules = (text: string): string =>
  text
    .split(/^(?= {2}- package-ecosystem: )/m)
    .filter((block) => !block.startsWith('  - package-ecosystem: gomod'))
    .join('');

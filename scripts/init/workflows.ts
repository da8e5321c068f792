import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../project-root';

/** Workflows that only concern the project itself: a company gets later charts with a later version of the package. */
const ofTheProject = ['workflows/charts.yml'];

/** Who runs the workflows of a repository. */
export const runners = ['github', 'gitlab'] as const;
export type Runner = (typeof runners)[number];

/** Where each looks for the list of who must agree to a change. */
export const ownersPlace = {
  github: '.github/CODEOWNERS',
  gitlab: '.gitlab/CODEOWNERS',
} as const satisfies Record<Runner, string>;

/** Folders of the project that workflows name, and where they lie in a repository that installs it. */
const moved = /(?<![\w./-])(tools|docs)\//g;

/**
 * The workflows of this project for a repository that depends on it, by path. They are the same files: their commands are
 * those of its package.json, and only places within the package differ.
 */
export const workflowFiles = (packageName: string, runner: Runner): ReadonlyMap<string, string> =>
  runner === 'github' ? filesForGitHub(packageName) : filesForGitLab(packageName);

function filesForGitHub(packageName: string): ReadonlyMap<string, string> {
  const folder = join(projectRoot, '.github');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.yml') && !ofTheProject.includes(file))
    .sort();
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const own = file === 'dependabot.yml' ? withoutModules(text) : text;
      return [`.github/${file}`, within(own, packageName)];
    }),
  );
}

/** Where the jobs of an environment lie, here and in a repository that GitLab runs. */
const ofEnvironment = { here: 'docs/examples/gitlab-environment.yml', there: '.gitlab/environment.yml' };

function filesForGitLab(packageName: string): ReadonlyMap<string, string> {
  const [pipeline, environment] = ['docs/examples/gitlab-ci.yml', ofEnvironment.here].map((file) =>
    readFileSync(join(projectRoot, file), 'utf8')
      .replaceAll('docs/examples/gitlab-ci.yml', '.gitlab-ci.yml')
      .replaceAll(ofEnvironment.here, ofEnvironment.there)
      .replace(': copy it to .gitlab-ci.yml.', '.'),
  );
  return new Map([
    ['.gitlab-ci.yml', within(withoutCharts(pipeline ?? ''), packageName)],
    [ofEnvironment.there, within(environment ?? '', packageName)],
  ]);
}

/** Places of the project by where they lie in a repository that installs it. */
const within = (text: string, packageName: string): string =>
  text.replaceAll(moved, `node_modules/${packageName}/$1/`);

/** The jobs of a pipeline without the one that only concerns the project itself. */
const withoutCharts = (text: string): string =>
  text
    .split(/\n(?=\n)/)
    .filter((block) => !block.trimStart().startsWith('charts:'))
    .join('\n')
    .trimEnd()
    .concat('\n');

/** What Dependabot updates, without Go modules: those are the package's. */
const withoutModules = (text: string): string =>
  text
    .split(/^(?= {2}- package-ecosystem: )/m)
    .filter((block) => !block.startsWith('  - package-ecosystem: gomod'))
    .join('');

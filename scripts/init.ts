import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { loadEnvironments } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { firstEntry, firstModel, repositoryFiles } from './init/new-repository';
import type { Dependency } from './init/repository';
import { runners, type Runner } from './init/workflows';
import { projectRoot } from './project-root';

void runCommand(usageOf('init'), () => {
  const { values, positionals } = readArguments(['team', 'package', 'ci']);
  const { team = 'data-science', package: spec, ci = 'github' } = values;
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('name one folder');
  if (!/^[a-z][a-z0-9-]{0,28}[a-z0-9]$/.test(team))
    throw new UsageError(
      `--team ${JSON.stringify(team)} is no name of a team: lower-case letters, digits and hyphens, a letter first`,
    );
  const runner = runners.find((one) => one === ci);
  if (runner === undefined)
    throw new UsageError(`--ci ${JSON.stringify(ci)} is not known: ${runners.join(' or ')}`);
  const target = resolve(folder);
  checkFree(target, folder);
  const files = writeRepository(target, team, dependencyOf(spec), runner);
  process.stdout.write(
    [
      `${files} files in ${folder}`,
      'Then:',
      `  cd ${folder} && git init && npm install`,
      '  npm test',
      `  npm run explain -- ${firstModel} dev`,
      'README.md there says what to change first.',
      '',
    ].join('\n'),
  );
});

function checkFree(target: string, shown: string): void {
  const stats = statSync(target, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) throw new UsageError(`${shown} is a file; nothing was written`);
  if (readdirSync(target).length > 0) throw new UsageError(`${shown} is not empty; nothing was written`);
}

/** Written beside and moved at the end, when it is whole and valid; returns the number of files. */
function writeRepository(target: string, team: string, dependency: Dependency, runner: Runner): number {
  mkdirSync(dirname(target), { recursive: true });
  const unfinished = mkdtempSync(join(dirname(target), '.observatory-init-'));
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(unfinished, path)), { recursive: true });
    writeFileSync(join(unfinished, path), text);
  };
  try {
    const files = repositoryFiles(repositoryName(target), team, dependency, runner);
    for (const [path, text] of files) write(path, text);
    write(...firstEntry(unfinished, team));
    loadEnvironments(join(unfinished, 'environments'));
    if (existsSync(target)) rmSync(target, { recursive: true });
    renameSync(unfinished, target);
    return files.size + 1;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The folder's name as npm allows it. */
function repositoryName(target: string): string {
  const name = basename(target)
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return name === '' ? 'observatory' : name;
}

/** This package, in this version unless another place is named from which npm installs it. */
function dependencyOf(spec: string | undefined): Dependency {
  const { name, version, engines, devDependencies } = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8'),
  ) as {
    readonly name: string;
    readonly version: string;
    readonly engines: { readonly node: string };
    readonly devDependencies: Readonly<Record<'cdktf-cli', string>>;
  };
  return { name, spec: spec ?? version, node: engines.node, cdktfCli: devDependencies['cdktf-cli'] };
}

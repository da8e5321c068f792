import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { readArguments, runCommand, UsageError } from './command';
import { projectRoot } from './project-root';

const usage = `
npm run docs [-- --out DIR]

Builds the documentation as a static site with a search, for any web server: docs/, runbooks/, README, CONTRIBUTING and CHANGELOG.
Its navigation is docs/README.md. Nothing is fetched, neither here nor by those who read it. A link that leads nowhere ends it.
To read it on this machine: npx vitepress preview docs

  --out DIR           where the site goes (default docs/.vitepress/dist); what is there is replaced

Exit status: 0 built, 1 a page that cannot be built or a link that leads nowhere, 2 wrong usage.
`;

void runCommand(usage, () => {
  const { values, positionals } = readArguments(['out']);
  if (positionals.length > 0) throw new UsageError('all pages are built; name none');
  const program = join(projectRoot, 'node_modules', 'vitepress', 'bin', 'vitepress.js');
  const out = resolve(values.out ?? join(projectRoot, 'docs', '.vitepress', 'dist'));
  const { status, error } = spawnSync(process.execPath, [program, 'build', 'docs', '--outDir', out], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  if (error !== undefined) throw error;
  if (status !== 0) process.exitCode = 1;
});

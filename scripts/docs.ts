import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { projectRoot } from './project-root';

void runCommand(usageOf('docs'), () => {
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

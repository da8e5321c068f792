import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';
import type { ModuleName, SourceModule } from './tool-modules';

/**
 * Folder of the sources of a Go module in `tools/`: beside a program they hold the definitions of its
 * custom resources and its Helm charts.
 *
 * @throws Error where there is no Go, or the module cannot be had
 */
export function sourcesOf(tool: ModuleName | SourceModule, module: string): string {
  const { status, stdout, stderr, error } = spawnSync('go', ['mod', 'download', '-json', module], {
    cwd: join(projectRoot, 'tools', tool),
    encoding: 'utf8',
  });
  const { Dir: folder } = JSON.parse(stdout === '' || stdout === null ? '{}' : stdout) as {
    readonly Dir?: string;
  };
  if (status !== 0 || folder === undefined)
    throw new Error(`go could not provide the sources of ${module}: ${error?.message ?? stderr}`);
  return folder;
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';

describe('the preview', () => {
  it('brings every fault of the dev environment to the right receiver, and ends it again', () => {
    const started = spawnSync(process.execPath, [join('scripts', 'run.mjs'), 'start', '--check'], {
      cwd: projectRoot,
      encoding: 'utf8',
      timeout: 420_000,
    });
    const { status, stdout, stderr } = started;
    expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
  }, 430_000);
});

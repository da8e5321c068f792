import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';

beforeAll(() => {
  spawnSync(process.execPath, [join('scripts', 'build.mjs')], { cwd: projectRoot });
});

/** A process of its own that does this as a command. */
function ran(work: string) {
  const script = `void require('./dist/scripts/command.js').runCommand('usage', ${work})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    cwd: projectRoot,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('a command', () => {
  test('that ends while it still waits for something says so and fails, where Node would end with 0', () => {
    expect(ran('() => new Promise(() => undefined)')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'ended before the work was done: nothing that it waits for can still happen\n',
    });
  });

  test('that has done its work ends with 0 and says nothing', () => {
    expect(ran('async () => { await new Promise((resolve) => setTimeout(resolve, 10)); }')).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('that fails says why', () => {
    const { status, stderr } = ran(`() => Promise.reject(new Error('no room'))`);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^Error: no room\n/);
  });
});

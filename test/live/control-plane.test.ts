import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { eventually } from './control-plane/eventually';
import { expectStatus } from './control-plane/kubernetes-api';

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a control plane of the live tests', () => {
  test('keeps what it was told over a restart, and leaves nothing behind', async () => {
    const plane: ControlPlane = await startControlPlane();
    try {
      const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'kept' } };
      expectStatus(await plane.api.ask('POST', '/api/v1/namespaces', namespace), 'create', 201);
      await plane.restart();
      expectStatus(await plane.api.ask('GET', '/api/v1/namespaces/kept'), 'read', 200);
      expect(plane.run.deaths).toEqual([]);
    } finally {
      await plane.stop();
    }
    expect(existsSync(plane.run.folder)).toBe(false);
  });

  // The keeper's own life is tested: whoever starts it is killed without a chance to clean up.
  test('is ended when the process that started it is killed', async () => {
    const scratch = mkdtempSync(join(tmpdir(), 'keeper-'));
    const keeper = join(projectRoot, 'test/live/control-plane/keeper.mjs');
    const script = `
      const { spawn } = require('node:child_process');
      const keeper = spawn(process.execPath, [${JSON.stringify(keeper)}], { stdio: ['pipe', 'ignore', 'inherit'] });
      const left = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
      keeper.stdin.write('=' + ${JSON.stringify(scratch)} + '\\n+' + left.pid + '\\n', () => console.log(left.pid));
      setInterval(() => undefined, 1000);`;
    const starter = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const pid = await new Promise<number>((resolve) =>
        starter.stdout.setEncoding('utf8').once('data', (text: string) => {
          resolve(Number(text));
        }),
      );
      expect(isRunning(pid)).toBe(true);
      starter.kill('SIGKILL');
      await eventually('the program that was left is ended', 20_000, () =>
        isRunning(pid) || existsSync(scratch) ? 'it is still there' : undefined,
      );
    } finally {
      starter.kill('SIGKILL');
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});

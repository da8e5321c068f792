import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../../../scripts/project-root';

test('a bench that is cut off says by what, and while measuring what, and fails', async () => {
  const bench = spawn(process.execPath, [join('scripts', 'run.mjs'), 'bench', 'boards'], {
    cwd: projectRoot,
  });
  let said = '';
  const ended = await new Promise((resolve) => {
    bench.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (text.includes('boards of 10 models …')) bench.kill('SIGTERM');
    });
    bench.once('exit', (status, signal) => {
      resolve({ status, signal });
    });
  });
  expect(ended).toEqual({ status: 1, signal: null });
  expect(said).toMatch(/\nended by SIGTERM while measuring boards of 10 models: this is not all\n$/);
}, 120_000);

import { spawn } from 'node:child_process';
import { binaryOf } from '../tool-binaries';

/** How promtool ended. */
export interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Runs files of rule tests. On one processor: several of these run side by side. Each ends before its garbage matters, and
 * collecting that takes a quarter of the work.
 */
export const runPromtool = (folder: string, ...files: readonly string[]): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(binaryOf('promtool'), ['test', 'rules', ...files], {
      cwd: folder,
      env: { ...process.env, GOMAXPROCS: '1', GOGC: '400' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject).on('close', (status) => resolve({ status, output }));
  });

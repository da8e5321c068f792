import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './project-root';
import { buildTools } from './tool-binaries';

/**
 * `npm start`: synthesises the environment, then runs its Prometheus and Alertmanager configuration on this machine
 * against a simulated fleet. Options are those of the preview (`npm start -- --help`).
 */
async function start(): Promise<void> {
  const args = process.argv.slice(2);
  const preview = join(projectRoot, 'dist', 'preview', 'main.js');
  const run = (file: string, ...rest: readonly string[]): number =>
    spawnSync(process.execPath, [file, ...rest], { cwd: projectRoot, stdio: 'inherit' }).status ?? 1;
  if (!args.includes('--help') && !args.includes('-h')) {
    const value = (option: string, fallback: string): string =>
      args[args.indexOf(option) + 1 || -1] ?? fallback;
    const env = value('--env', 'dev');
    const synthesised = run(
      join(projectRoot, 'dist', 'scripts', 'synth.js'),
      env,
      '--environments',
      value('--environments', 'environments'),
    );
    if (synthesised !== 0) {
      process.exitCode = synthesised;
      return;
    }
    await buildTools();
  }
  process.exitCode = run(preview, ...args);
}

start().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});

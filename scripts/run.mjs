// Runs one of the project's commands from dist/, after building what is out of date.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...args] = process.argv.slice(2);
build();
const child = spawn(process.execPath, [join(root, 'dist', 'scripts', `${command}.js`), ...args], {
  stdio: 'inherit',
});
// The terminal sends its signals to both; this process only waits for the other to clean up.
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => signal === 'SIGTERM' && child.kill(signal));
child.on('close', (status, signal) => {
  process.exitCode = status ?? (signal === 'SIGINT' ? 130 : 1);
});

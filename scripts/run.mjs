// Runs one of the project's commands from dist/, after building what is out of date.
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [command, ...args] = process.argv.slice(2);
// Where Node can keep compiled code between runs, loading takes a third less.
module.enableCompileCache?.();
build();
// In this process: another one would cost as much as the checking of all entries.
const script = join(root, 'dist', 'scripts', `${command}.js`);
process.argv = [process.execPath, script, ...args];
createRequire(import.meta.url)(script);

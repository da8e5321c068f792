import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { loadWithFiles } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { repositoryOf } from './diff/repository';
import { usualPlace, withCodeowners } from './governance/codeowners';

void runCommand(usageOf('codeowners'), () => {
  const { values, flags, positionals } = readArguments(['out'], ['check']);
  if (positionals.length > 0) throw new UsageError('all environments are written; name none');
  const { top, environments } = repositoryOf(values.environments);
  const file = values.out ?? join(top, usualPlace);
  const loaded = loadWithFiles(values.environments);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const after = withCodeowners(before, loaded, environments);
  const shown = relative('', file);
  if (after === before) {
    process.stdout.write(`${shown} is up to date\n`);
  } else if (flags.has('check')) {
    process.stderr.write(`${shown} is out of date; run npm run codeowners\n`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, after);
    process.stdout.write(`${shown} written\n`);
  }
});

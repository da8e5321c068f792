import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearest } from '../models/nearest';
import { table } from './columns';
import { commandGroups, commands } from './commands';
import { isPackage, projectRoot } from './project-root';

/**
 * What \`observatory\` runs for a command line: the script of its first argument, or what to say instead, with the exit
 * status.
 */
export function chosen(
  args: readonly string[],
  installed = isPackage,
): { readonly script: string } | { readonly says: string; readonly status: 0 | 2 } {
  const [name] = args;
  if (name === undefined) return { says: help(installed), status: 2 };
  if (name === '--help' || name === '-h' || name === 'help') return { says: help(installed), status: 0 };
  if (name === '--version') return { says: `${packageVersion()}\n`, status: 0 };
  const command = commands.find((one) => one.name === name);
  if (command === undefined) {
    const near = nearest(
      name,
      commands.map((one) => one.name),
    );
    const offer = near === undefined ? '' : `; did you mean "${near}"?`;
    return { says: `no command "${name}"${offer}\n\n${help(installed)}`, status: 2 };
  }
  if (installed && command.needsClone !== undefined)
    return { says: `${name} needs a clone of the project: ${command.needsClone}\n`, status: 2 };
  return { script: join(__dirname, `${name}.js`) };
}

/** Version of this package. */
export const packageVersion = (): string =>
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { readonly version: string })
    .version;

function help(installed: boolean): string {
  const groups = commandGroups.flatMap(({ title, commands: all }) => {
    const here = all.filter(({ needsClone }) => !installed || needsClone === undefined);
    return here.length === 0 ? [] : [{ title, here }];
  });
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    'observatory COMMAND [ARGUMENTS]',
    ...groups.flatMap(({ title, here }) => [
      '',
      title,
      ...table(here.map(({ name, does }) => [name.padEnd(width), does])),
    ]),
    '',
    '`observatory COMMAND --help` says more. Exit status: 0 done, 1 a mistake in the files or a failed check, 2 wrong usage.',
    '',
  ].join('\n');
}

import { callOf, commandGroups, usageText, type Command } from '../commands';
import { code } from '../diff/markup';
import { slug } from '../docs/slug';
import { table } from './markdown';

const preface = `# Commands

Every command, as \`--help\` prints it. In a clone they are called as written here; where the package is installed, as
\`observatory NAME\`, which lists them as well. Exit status 2 is always wrong usage, with the usage on the error output. A mistake in files is
status 1, told with its place ([errors](errors.md)), and then nothing is written.

All take \`--environments DIR\` where it stands in their usage: the folder that holds the environments, which is \`environments\` unless given.`;

/** Every command with its usage and exit statuses, from the catalogue that the commands themselves print from. */
export const commandsPage = (): string =>
  [
    preface,
    ...commandGroups.flatMap(({ title, commands }) => [
      '',
      `## ${title}`,
      '',
      ...table(
        ['command', 'does'],
        commands.map((command) => [
          `[${code(callOf(command, '', false))}](#${slug(command.name)})`,
          command.does,
        ]),
      ),
      ...commands.flatMap(section),
    ]),
    '',
  ].join('\n');

const section = (command: Command): readonly string[] => [
  '',
  `### ${command.name}`,
  '',
  '```text',
  usageText(command, false).trim(),
  '```',
  ...(command.needsClone === undefined ? [] : ['', `In a clone only: ${command.needsClone}.`]),
];

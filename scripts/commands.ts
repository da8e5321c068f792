import { changeCommands } from './commands/changes';
import type { Command } from './commands/command';
import { deploymentCommands } from './commands/deployment';
import { developmentCommands } from './commands/development';
import { entryCommands } from './commands/entries';
import { trialCommands } from './commands/trial';
import { isPackage } from './project-root';

export type { Command } from './commands/command';

/** Every command, in groups as help and reference list them. */
export const commandGroups: readonly { readonly title: string; readonly commands: readonly Command[] }[] = [
  { title: 'To begin', commands: trialCommands },
  { title: 'Entries', commands: entryCommands },
  { title: 'What differs', commands: changeCommands },
  { title: 'Deployment', commands: deploymentCommands },
  { title: 'Work on the project itself', commands: developmentCommands },
];

export const commands: readonly Command[] = commandGroups.flatMap(({ commands: group }) => group);

/** A command with arguments as it is written: with npm in a clone, with `observatory` where the package is installed. */
export function callOf(
  { name, npm = `npm run ${name}` }: Command,
  form: string,
  installed = isPackage,
): string {
  const call = installed ? `observatory ${name}` : `${npm}${form === '' ? '' : ' --'}`;
  return `${call} ${form}`.trim();
}

/** What a command says of itself with `--help`, and when it is called wrongly. */
export function usageText(command: Command, installed = isPackage): string {
  const { forms, about, exits } = command;
  const statuses = Object.entries({ ...exits, 2: 'wrong usage' }).map(
    ([status, means]) => `${status} ${means}`,
  );
  return [
    ...forms.map((form) => callOf(command, form, installed)),
    '',
    // An option may stand first, indented.
    about.replace(/^\n/, '').replace(/\n$/, ''),
    `${about.endsWith('\n') ? '\n' : ''}Exit status: ${statuses.join('; ')}.`,
    '',
  ].join('\n');
}

/** The usage of the command of a name, for its script. */
export function usageOf(name: string): string {
  const command = commands.find((one) => one.name === name);
  if (command === undefined) throw new Error(`scripts/commands/ has no command ${name}`);
  return usageText(command);
}

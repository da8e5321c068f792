import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands, usageText } from '../../scripts/commands';
import { projectRoot } from '../../scripts/project-root';

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

/** What a command says of itself with --help. */
function usageOf(script: string): string | undefined {
  const name = /^node scripts\/run\.mjs ([a-z-]+)$/.exec(scripts[script] ?? '')?.[1];
  const command = commands.find((one) => one.name === name);
  return command === undefined ? undefined : usageText(command, false);
}

/** What is wrong with `npm run NAME -- --option`: a script or an option that is not there. */
export function mistakesIn(command: string): readonly string[] {
  const called = [
    ...command.matchAll(/\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)((?:\s+(?!&&)[^\s|;&]+)*)/g),
  ];
  return called.flatMap(([, named, short, rest = '']) => {
    const script = named ?? short ?? '';
    if (scripts[script] === undefined) return [`there is no script ${script}`];
    const usage = usageOf(script);
    if (usage === undefined || script.startsWith('test')) return [];
    const options = [...rest.matchAll(/(?<=[\s[])--([a-z][a-z-]*)/g)].map(([, option = '']) => option);
    return options
      .filter((option) => !new RegExp(`--${option}(?![a-z-])`).test(usage) && option !== 'environments')
      .map((option) => `${script} has no --${option}`);
  });
}

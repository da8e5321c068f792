import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError, type readArguments } from '../../scripts/command';
import { commands, type Command } from '../../scripts/commands';
import { projectRoot } from '../../scripts/project-root';

const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

type Arguments = ReturnType<typeof readArguments>;

/** What a command would work with, thrown in place of the work. */
class Read extends Error {
  constructor(readonly given: Arguments) {
    super();
  }
}

/** What each script would do, by its name, kept and not done. */
const works = new Map<string, () => Promise<void> | void>();
let loading = '';

jest.doMock('../../scripts/command', () => {
  const actual = jest.requireActual<{ readonly readArguments: typeof readArguments }>(
    '../../scripts/command',
  );
  return {
    ...actual,
    runCommand: (_usage: string, work: () => Promise<void> | void) => void works.set(loading, work),
    readArguments: (...options: Parameters<typeof readArguments>) => {
      throw new Read(actual.readArguments(...options));
    },
  };
});

/** What the script of a command reads from arguments, by its own parser, or why it refuses them. */
async function readBy(name: string, args: readonly string[]): Promise<Arguments | string> {
  if (!works.has(name)) {
    loading = name;
    jest.requireActual(join(projectRoot, 'scripts', `${name}.ts`));
  }
  const { argv } = process;
  process.argv = ['node', name, ...args];
  try {
    await works.get(name)?.();
  } catch (error) {
    if (error instanceof Read) return error.given;
    if (error instanceof Error && error.constructor.name === UsageError.name) return error.message;
    throw error;
  } finally {
    process.argv = argv;
  }
  throw new Error(`${name} worked without having read its arguments`);
}

/** A way to call a command: options, of which some must be there, and how many other arguments. */
interface Form {
  readonly options: ReadonlyMap<string, { readonly required: boolean }>;
  readonly least: number;
  readonly most: number;
}

/** A form as it is written. What follows a flag is no value of it, and which options are flags the parser knows. */
function formOf(text: string, flags: ReadonlySet<string>): Form {
  const option = /(\[)?--([a-z-]+)(?: ([A-Z<a-z][^\s\]]*))?\]?/g;
  const rest = text.replaceAll(option, (_all, _open, name: string, value = '') =>
    flags.has(name) ? value : '',
  );
  const words = rest.match(/\[[^\]]*\]|\S+/g) ?? [];
  return {
    options: new Map(
      [...text.matchAll(option)].map(([, open, name = '']) => [name, { required: open === undefined }]),
    ),
    least: words.filter((word) => !word.startsWith('[')).length,
    most: words.some((word) => word.includes('...')) ? Infinity : words.length,
  };
}

function fits({ options, least, most }: Form, { values, flags, positionals }: Arguments): boolean {
  // Every command may be told where entries are; the parser gives the usual place where it is not.
  const given = [...Object.keys(values).filter((name) => name !== 'environments'), ...flags];
  return (
    positionals.length >= least &&
    positionals.length <= most &&
    given.every((name) => options.has(name)) &&
    [...options].every(([name, { required }]) => !required || given.includes(name))
  );
}

/** Commands whose arguments go to jest. */
const isOfJest = ({ forms }: Command): boolean =>
  forms.every((form) => /^\[(?:PATH|NAME) \.\.\.\]$/.test(form));

const commandOf = (script: string): Command | undefined => {
  const name = /^node scripts\/run\.mjs ([a-z-]+)$/.exec(scripts[script] ?? '')?.[1];
  return commands.find((one) => one.name === name);
};

async function refusalOf(command: Command, args: readonly string[]): Promise<readonly string[]> {
  if (isOfJest(command)) return [];
  const read = await readBy(command.name, args);
  if (typeof read === 'string') return [`${command.name}: ${read}`];
  return command.forms.some((form) => fits(formOf(form, read.flags), read))
    ? []
    : [`${command.name} is called as ${command.forms.map((form) => `"${form}"`).join(' or ')}`];
}

/** Words of a command as a shell takes them apart; brackets of a usage stand for what may be there. */
const wordsOf = (text: string): readonly string[] =>
  (text.replaceAll(/[[\]]/g, '').match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g) ?? []).map((word) =>
    word.replaceAll(/['"]/g, ''),
  );

/**
 * What is wrong with `npm run NAME -- ARGUMENTS` or `observatory NAME ARGUMENTS` in a text: a script that is not there, or
 * arguments that the command's own parser refuses, or that are none of its forms. A bare name only names the command.
 */
export async function mistakesIn(text: string): Promise<readonly string[]> {
  const calls = text.matchAll(
    /(?:\bnpm (?:run (?:-s )?([\w:-]+)|(test|start)\b)(?:\s+\[?--(?=\s))?|(?<=^(?:npx (?:--package \S+ )?)?|&& )observatory ([a-z-]+))((?:[ \t]+(?!#)[^\s|;&()]+)*)/g,
  );
  const wrong: string[] = [];
  for (const [, named, short, called, rest = ''] of calls) {
    const script = named ?? short ?? '';
    if (called === undefined && scripts[script] === undefined) wrong.push(`there is no script ${script}`);
    const command = called === undefined ? commandOf(script) : commands.find((one) => one.name === called);
    if (called !== undefined && command === undefined) wrong.push(`there is no command ${called}`);
    const args = wordsOf(rest);
    if (command !== undefined && args.length > 0) wrong.push(...(await refusalOf(command, args)));
  }
  return wrong;
}

/** Options of which the forms of a command tell, and that its parser reads neither as a flag nor with a value. */
export async function untrueIn(command: Command): Promise<readonly string[]> {
  if (isOfJest(command)) return [];
  const names = new Set(command.forms.flatMap((form) => [...formOf(form, new Set()).options.keys()]));
  const wrong: string[] = [];
  for (const name of names) {
    const flag = await readBy(command.name, [`--${name}`]);
    const read = typeof flag === 'string' ? await readBy(command.name, [`--${name}`, 'x']) : flag;
    if (typeof read === 'string') wrong.push(`${command.name} --${name}: ${read}`);
  }
  return wrong;
}

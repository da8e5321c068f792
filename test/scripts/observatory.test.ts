import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { callOf, commands, usageText } from '../../scripts/commands';
import { chosen } from '../../scripts/observatory';
import { projectRoot } from '../../scripts/project-root';

const { scripts, bin } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
};
const run = 'node scripts/run.mjs ';

const said = (args: readonly string[], installed: boolean) => {
  const choice = chosen(args, installed);
  return 'says' in choice ? choice : { says: choice.script, status: undefined };
};

describe('the catalogue of commands', () => {
  test('has every command of package.json, under the name that npm calls it by, and no other', () => {
    const called = Object.entries(scripts).flatMap(([name, line]) =>
      line.startsWith(run) ? [[line.slice(run.length), name] as const] : [],
    );
    const listed = commands.map(({ name, npm = `npm run ${name}` }) => [
      name,
      npm.replace(/^npm (?:run )?/, ''),
    ]);
    expect([...listed].sort()).toEqual([...called].map(([name, npm]) => [name, npm]).sort());
    expect(bin).toEqual({ observatory: run.trim().replace('node ', '') });
  });

  test.each(commands)('$name has a script, which says what the catalogue says', ({ name, npm }) => {
    const file = join(projectRoot, 'scripts', `${name}.ts`);
    expect(existsSync(file)).toBe(true);
    // Lanes of jest hand all arguments on.
    if (/^npm (?:test|run test:(?!entries))/.test(npm ?? '')) return;
    expect(readFileSync(file, 'utf8')).toContain(`runCommand(usageOf('${name}')`);
  });

  test('a usage names each way to call it, as npm does in a clone and as observatory does elsewhere', () => {
    const promote = commands.find(({ name }) => name === 'promote');
    if (promote === undefined) throw new Error('promote is not there');
    expect(usageText(promote, false)).toMatch(
      /^npm run promote -- MODEL FROM TO [^\n]*\nnpm run promote -- --all FROM TO/,
    );
    expect(usageText(promote, true)).toMatch(
      /^observatory promote MODEL FROM TO [^\n]*\nobservatory promote --all/,
    );
    expect(usageText(promote, true)).toContain(
      '\nExit status: 0 promoted or nothing to do; 1 problems found and nothing written; 2 wrong usage.\n',
    );
    expect(callOf(promote, '', false)).toBe('npm run promote');
  });
});

describe('observatory', () => {
  test('lists the commands that work where it is, with what each does', () => {
    const { says, status } = said(['--help'], true);
    expect(status).toBe(0);
    for (const { name, needsClone } of commands)
      expect([name, new RegExp(`^ {2}${name} `, 'm').test(says)]).toEqual([name, needsClone === undefined]);
    expect(said(['--help'], false).says).toMatch(/^ {2}mutate /m);
  });

  test('runs the script of a command', () => {
    expect(said(['validate', 'dev'], true).says).toMatch(/\bvalidate\.js$/);
  });

  test.each([
    [['validat'], 'no command "validat"; did you mean "validate"?'],
    [['../init'], 'no command "../init"'],
    [['mutate'], 'mutate needs a clone of the project: it questions the scenarios'],
    [[], 'observatory COMMAND'],
  ])('says of %j what is wrong, with status 2', (args, problem) => {
    const { says, status } = said(args, true);
    expect(status).toBe(2);
    expect(says).toContain(problem);
  });
});

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands as all } from '../../scripts/commands';
import { documentationPages } from '../../scripts/docs/pages';
import { projectRoot } from '../../scripts/project-root';
import { isCalledIn, lastingWords } from './called';
import { repositoryCopy } from './copy';
import { codeIn, fencesIn } from './markdown';
import { mistakesIn, untrueIn } from './npm-command';
import { proofs, type Proof } from './proofs';
import { commandsIn, type Command } from './shell';

const pages = documentationPages().filter(({ path }) => path !== 'CHANGELOG.md');

/** What a reader fills in stands for something that is there. */
const filledIn = (text: string): string => text.replaceAll(/<[a-z-]+>/g, 'x');

function isComplete(text: string): boolean {
  const { status, stderr } = spawnSync('bash', ['-n', '-c', filledIn(text)], { encoding: 'utf8' });
  return status === 0 && stderr === '';
}

const commands: readonly Command[] = pages.flatMap(({ path, text }) =>
  fencesIn(text)
    .filter(({ language }) => language === 'sh')
    .flatMap((block) =>
      commandsIn(block.text, isComplete).map((command) => ({
        page: path,
        line: block.line,
        text: command,
      })),
    ),
);
const ofDocumentation = commands.filter(({ page }) => !page.startsWith('runbooks/'));
const proofOf = ({ text }: Command): Proof | undefined => proofs.find(({ command }) => command.test(text));
const placed = ({ page, line, text }: Command): string => `${page}:${line}: ${text}`;

describe('a block of commands', () => {
  test.each([
    ['lines', 'a\nb # why\n\n# only a comment\n', ['a', 'b']],
    ['a line that goes on', 'a \\\n  --b\nc\n', ['a --b', 'c']],
    ['a document within', "a <<'EOF'\n# b\nEOF\nc\n", ["a <<'EOF'\n# b\nEOF", 'c']],
    ['a quote that goes on', "a 'b\nc'\nd\n", ["a 'b\nc'", 'd']],
  ])('of %s is taken apart', (_what, block, expected) => {
    expect(commandsIn(block, isComplete)).toEqual(expected);
  });
});

test('there are commands, and bash can read each of them, runbooks included', () => {
  expect(ofDocumentation.length).toBeGreaterThan(50);
  expect(commands.filter(({ text }) => !isComplete(text)).map(placed)).toEqual([]);
});

test('of each command it is said how it is proved', () => {
  expect(ofDocumentation.filter((command) => proofOf(command) === undefined).map(placed)).toEqual([]);
});

test('each proof is needed', () => {
  const used = new Set(ofDocumentation.map(proofOf));
  expect(proofs.filter((proof) => !used.has(proof)).map(({ command }) => command.source)).toEqual([]);
});

test('a test that proves a command calls it, with the same options', () => {
  const broken = ofDocumentation.flatMap((command) => {
    const proof = proofOf(command);
    if (proof?.kind !== 'tested') return [];
    const source = readFileSync(join(projectRoot, proof.by), 'utf8');
    const isThere = proof.by.endsWith('.ts')
      ? isCalledIn(source, lastingWords(command.text))
      : command.text.split(' && ').every((part) => new RegExp(`\\b${part}$|\\b${part} `, 'm').test(source));
    return isThere ? [] : [`${placed(command)}: not called by ${proof.by}`];
  });
  expect(broken).toEqual([]);
});

test.each([
  ['npm ci && npm start -- --check', ['start', '--check']],
  ['npm run drift -- dev', ['drift']],
  ['npx --package p observatory init folder --team risk', ['init', '--team']],
  ['npm install --save-exact p@latest', ['install', '--save-exact']],
  ['helm rollback model-x 7 -n y', ['rollback']],
])('%s is called with %j', (command, words) => {
  expect(lastingWords(command)).toEqual(words);
  const [first = '', ...options] = words.map((word) => `'${word}'`);
  expect(isCalledIn(`run([x, ${[first, ...options].join(", 'y', ")}])`, words)).toBe(true);
  expect(isCalledIn(`run([x, 'y']); // ${words.join(' ')}`, words)).toBe(false);
});

describe('commands of the project', () => {
  test('are called in the documentation as they read their arguments, also in a line of text', async () => {
    const inline = pages.flatMap(({ path, text }) =>
      codeIn(text).map((code) => ({ page: path, text: code })),
    );
    const wrong: string[] = [];
    for (const { page, text } of [...commands, ...inline])
      wrong.push(...(await mistakesIn(text)).map((mistake) => `${page}: ${text}: ${mistake}`));
    expect(wrong).toEqual([]);
  }, 120_000);

  test.each([
    ['npm run explian -- a b', 'there is no script explian'],
    ['npx observatory explian a b', 'there is no command explian'],
    ['npm run promote -- a b c --dry', "promote: Unknown option '--dry'"],
    ['npm run diff -- --base', "diff: Option '--base <value>' argument missing"],
    ['npm run diff -- dev', 'diff is called as "--base COMMIT [ENV]'],
    ['observatory new-model spam --runtime mlserver', 'new-model is called as "NAME --runtime R --team T'],
    ['npm run explain -- spam-filter', 'explain is called as "MODEL ENV'],
    ['npm ci && npm start -- --chek', "start: Unknown option '--chek'"],
  ])('%s is found', async (command, problem) => {
    expect((await mistakesIn(command)).join('\n')).toContain(problem);
  });

  test.each(all.map((command) => [command.name, command] as const))(
    '%s reads the options of which it tells',
    async (_name, command) => {
      expect(await untrueIn(command)).toEqual([]);
    },
  );
});

describe('in a copy of the repository', () => {
  const copy = repositoryCopy();
  afterAll(copy.remove);
  const runnable = ofDocumentation.filter((command) => proofOf(command)?.kind === 'runs');
  const done = new Set<string>();

  test.each([...new Set(runnable.map(({ page }) => page))])(
    'the commands of %s run, one after the other',
    (page) => {
      copy.renew();
      const own = runnable.filter((command) => command.page === page);
      // Those that only read need to run once, whichever page they are on.
      const left = own.filter(({ text }) => !done.has(text) || /new-model|^cp |^sed /.test(text));
      for (const { text } of left) {
        done.add(text);
        const { status, stdout, stderr } = spawnSync('bash', ['-ec', text], {
          cwd: copy.root,
          encoding: 'utf8',
        });
        expect({ text, output: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ text, output: '' });
      }
    },
    120_000,
  );
});

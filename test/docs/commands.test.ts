import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentationPages } from '../../scripts/docs/pages';
import { projectRoot } from '../../scripts/project-root';
import { repositoryCopy } from './copy';
import { codeIn, fencesIn } from './markdown';
import { mistakesIn } from './npm-command';
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

test('each proof is needed, and the tests that are named run what they prove', () => {
  const used = new Set(ofDocumentation.map(proofOf));
  expect(proofs.filter((proof) => !used.has(proof)).map(({ command }) => command.source)).toEqual([]);
  const broken = proofs.flatMap((proof) => {
    if (proof.kind !== 'tested') return [];
    const file = join(projectRoot, proof.by);
    return existsSync(file) && readFileSync(file, 'utf8').includes(proof.says)
      ? []
      : [`${proof.by}: does not say ${proof.says}`];
  });
  expect(broken).toEqual([]);
});

test('npm scripts and their options exist, also where they stand in a line of text', () => {
  const inline = pages.flatMap(({ path, text }) => codeIn(text).map((code) => ({ page: path, text: code })));
  const wrong = [...commands, ...inline].flatMap(({ page, text }) =>
    mistakesIn(text).map((mistake) => `${page}: ${text}: ${mistake}`),
  );
  expect(wrong).toEqual([]);
  expect(mistakesIn('npm run explian -- a b')).toEqual(['there is no script explian']);
  expect(mistakesIn('npm run promote -- a b c --all --dry')).toEqual(['promote has no --dry']);
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

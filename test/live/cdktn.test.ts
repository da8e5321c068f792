import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project-root';
import { projectOnCdktn, synthesiseIn } from './cdktn/on-cdktn';

const folder = mkdtempSync(join(tmpdir(), 'cdktn-'));
const without = projectOnCdktn(folder);
if (without !== undefined) process.stdout.write(`nothing is shown on cdktn: ${without}\n`);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Manifest {
  readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string }>>;
}

/** The stacks that were written, by name, without the version of what wrote them. */
function written(outdir: string): Readonly<Record<string, unknown>> {
  const { stacks } = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as Manifest;
  return Object.fromEntries(
    Object.entries(stacks).map(([name, { synthesizedStackPath }]) => {
      const text = readFileSync(join(outdir, synthesizedStackPath), 'utf8');
      // Printed again, because only one of the two puts empty groups on one line; the order stays.
      const printed = JSON.stringify(JSON.parse(text));
      return [name, printed.replace(/"version":"0\.(?:21|24)\.0"/, '"version":""')];
    }),
  );
}

function onCdktn(): void {
  test('every stack is the same, in the same order, but for the version', () => {
    const ours = join(folder, 'on-cdktf');
    const theirs = join(folder, 'on-cdktn');
    synthesiseIn(projectRoot, ours);
    synthesiseIn(folder, theirs);
    const expected = written(ours);
    expect(Object.keys(expected).length).toBeGreaterThan(10);
    expect(written(theirs)).toEqual(expected);
    const [some] = Object.values(expected);
    expect(String(some)).toContain('"version":""');
  });

  test('it was cdktn that wrote them', () => {
    const { name } = JSON.parse(
      readFileSync(join(folder, 'node_modules', 'cdktf', 'package.json'), 'utf8'),
    ) as { readonly name: string };
    expect(name).toBe('cdktn');
    const stack = join(folder, 'on-cdktn', 'stacks', 'dev-models', 'cdk.tf.json');
    expect(readFileSync(stack, 'utf8')).toContain('"version": "0.24.0"');
  });
}

// A run that shows nothing says so by the name of its only test.
if (without === undefined) describe('on cdktn, in place of cdktf', onCdktn);
else
  test(`nothing is shown on cdktn: ${without}`, () => {
    expect(without).toMatch(/npm/i);
  });

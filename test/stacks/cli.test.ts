import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { projectRoot } from '../../scripts/project-root';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below a folder, by its path there. */
function filesOf(root: string, below = root): ReadonlyMap<string, string> {
  return new Map(
    readdirSync(below).flatMap((name) => {
      const path = join(below, name);
      return statSync(path).isDirectory()
        ? [...filesOf(root, path)]
        : [[relative(root, path), readFileSync(path, 'utf8')] as const];
    }),
  );
}

test('the cdktf command line and `npm run synth` write the same files', () => {
  const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
    const { status, stdout, stderr } = spawnSync(command, args, {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { ...process.env, CI: '1', CHECKPOINT_DISABLE: '1', ...env },
    });
    expect({ command, status, output: status === 0 ? '' : stdout + stderr }).toEqual({
      command,
      status: 0,
      output: '',
    });
  };
  const [cli, direct] = [join(folder, 'cli'), join(folder, 'direct')];
  run(process.execPath, [join('scripts', 'run.mjs'), 'synth'], { CDKTF_OUTDIR: direct });
  run(join('node_modules', '.bin', 'cdktf'), ['synth', '--output', cli]);
  const files = filesOf(direct);
  expect([...files.keys()].filter((file) => file.endsWith('cdk.tf.json'))).toHaveLength(15);
  expect(filesOf(cli)).toEqual(files);
}, 120_000);

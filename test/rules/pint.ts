import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { binaryOf } from '../../scripts/tool-binaries';

/** Our policy for pint. */
export const policy = readFileSync(join(__dirname, 'pint.hcl'), 'utf8');

/** What pint has against rule files, by path: each problem as `<check>: <rule's file>: <text>`, and its exit status. */
export function pint(
  files: Readonly<Record<string, string>>,
  configuration = policy,
): { readonly status: number | null; readonly problems: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'pint-'));
  try {
    for (const [path, text] of Object.entries({ ...files, '../policy.hcl': configuration })) {
      const file = join(folder, 'rules', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const report = ['lint', '--min-severity=info', '--fail-on=info', '--json=report.json', 'rules'];
    const { status, stderr } = spawnSync(
      binaryOf('pint'),
      ['--no-color', '--offline', '--log-level=ERROR', '--config=policy.hcl', ...report],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    const text = readIfThere(join(folder, 'report.json'));
    if (text === undefined) throw new Error(`pint wrote no report:\n${stderr}`);
    const found = JSON.parse(text) as
      readonly { readonly reporter: string; readonly path: string; readonly problem: string }[] | null;
    return {
      status,
      problems: (found ?? []).map(({ reporter, path, problem }) => `${reporter}: ${path}: ${problem}`),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryOf } from '../../../scripts/tool-binaries';

/** What promtool says of many expressions in one run: by index, why it refuses those that it refuses. */
export function refusedByPromtool(expressions: readonly string[]): ReadonlyMap<number, string> {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  try {
    const file = join(folder, 'rules.json');
    const rules = expressions.map((expr, index) => ({ record: `q_${index}`, expr }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'q', rules }] }));
    const { stdout, stderr, status } = spawnSync(binaryOf('promtool'), ['check', 'rules', file], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const refused = new Map(
      [...`${stdout}\n${stderr}`.matchAll(/"q_(\d+)": (.*)/g)].map(([, index, why = '']) => [
        Number(index),
        why,
      ]),
    );
    if ((status === 0) !== (refused.size === 0)) throw new Error(`promtool: ${status}\n${stdout}${stderr}`);
    return refused;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

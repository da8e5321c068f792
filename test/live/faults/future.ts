import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { binaryOf } from '../../../scripts/tool-binaries';

/**
 * Puts into the data of a Prometheus that is stopped what one has whose clock was ahead until `until` and has stepped back:
 * samples of a time that has not come. Unit: Unix seconds.
 */
export function plantFuture(data: string, until: number): void {
  const folder = mkdtempSync(`${data}-future-`);
  const page = join(folder, 'page');
  writeFileSync(page, `# TYPE future gauge\nfuture 1 ${until - 1}\nfuture 1 ${until}\n# EOF\n`);
  const blocks = join(folder, 'blocks');
  const { status, stderr, error } = spawnSync(
    binaryOf('promtool'),
    ['tsdb', 'create-blocks-from', 'openmetrics', page, blocks],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`promtool: ${error?.message ?? stderr}`);
  cpSync(blocks, data, { recursive: true });
  rmSync(folder, { recursive: true });
}

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binaryOf } from '../../scripts/tool-binaries';
import { overAnHour } from './boards';

export interface Expectation {
  readonly query: string;
  /** Series that must come back, with their values; without labels and names where the query has none. */
  readonly gives: Readonly<Record<string, number>>;
}

/**
 * Lets the real engine evaluate queries one hour into series given in promtool's notation, and returns what it says of
 * those that come out otherwise; empty where all are as expected.
 */
export function mismatches(
  series: Readonly<Record<string, string>>,
  expectations: readonly Expectation[],
): string {
  const folder = mkdtempSync(join(tmpdir(), 'evaluate-'));
  try {
    const test = {
      interval: '1m',
      input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
      promql_expr_test: expectations.map(({ query, gives }) => ({
        expr: overAnHour(query),
        eval_time: '1h',
        exp_samples: Object.entries(gives).map(([labels, value]) => ({ labels, value })),
      })),
    };
    const file = join(folder, 'test.json');
    writeFileSync(file, JSON.stringify({ rule_files: [], evaluation_interval: '1m', tests: [test] }));
    const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), ['test', 'rules', file], {
      encoding: 'utf8',
    });
    return status === 0 ? '' : `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

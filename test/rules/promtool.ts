import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { PrintedGroup } from '../../rules/rule';
import { runPromtool } from '../../scripts/mutation/promtool';

/** A test of rules in promtool's own notation. */
export interface RuleTest {
  /** How often series are sampled. */
  readonly interval: string;
  /** How often rules are evaluated; as often as series are sampled otherwise. */
  readonly evaluation_interval?: string;
  readonly input_series: readonly unknown[];
  readonly [more: string]: unknown;
}

interface Options {
  /** Values that differ in their last bits alone are the same. */
  readonly isFuzzy?: boolean;
}

/** What Prometheus' own rule engine objects to in tests of some rules; empty where all is as they say. */
export async function objectionsOfPromtool(
  groups: readonly PrintedGroup[],
  tests: readonly RuleTest[],
  options: Options = {},
): Promise<string> {
  const { folder, files } = written(groups, tests, options);
  try {
    const { status, output } = await runPromtool(folder, ...files);
    return status === 0 ? '' : output;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rules and tests as files that promtool reads, in a folder of their own: those of tests, by how often rules are evaluated. */
function written(
  groups: readonly PrintedGroup[],
  tests: readonly RuleTest[],
  { isFuzzy = false }: Options,
): { readonly folder: string; readonly files: readonly string[] } {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  const write = (file: string, content: object): string => {
    writeFileSync(join(folder, file), dump(content, { noRefs: true, lineWidth: -1 }));
    return file;
  };
  const rules = write('rules.yaml', { groups });
  const pace = ({ interval, evaluation_interval }: RuleTest): string => evaluation_interval ?? interval;
  const files = [...new Set(tests.map(pace))].map((evaluation) =>
    write(`${evaluation}.test.yaml`, {
      rule_files: [rules],
      evaluation_interval: evaluation,
      // Left to itself, promtool takes groups in any order, and what another group records may be one interval old.
      group_eval_order: groups.map(({ name }) => name),
      fuzzy_compare: isFuzzy,
      tests: tests
        .filter((one) => pace(one) === evaluation)
        .map(({ evaluation_interval: _evaluation, ...one }) => one),
    }),
  );
  return { folder, files };
}

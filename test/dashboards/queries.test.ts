import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastWindows, slowWindows } from '../../models/burn';
import { dcgm } from '../../models/exporters';
import { modelInfo, thresholds } from '../../models/names';
import { recordedQuantiles, records, type RecordedQuantile } from '../../models/records';
import { signals } from '../../models/signals';
import { binaryOf } from '../../scripts/tool-binaries';
import { boards, queriesOf } from './boards';

const windows = [...fastWindows, ...slowWindows];
const vocabulary = new Set<string>([
  ...Object.values(signals).map(({ series }) => series),
  ...windows.flatMap((window) => [records.errorRatio(window), records.slowRatio(window)]),
  ...(Object.keys(recordedQuantiles) as RecordedQuantile[]).map((quantile) =>
    records.latencyQuantile(quantile),
  ),
  records.slowRate,
  records.latencyCount,
  records.targetsUp,
  modelInfo,
  ...Object.values(thresholds),
  ...Object.values(dcgm),
  'ALERTS',
  'up',
]);

/** Names of the series in a query: what is left without matchers, label lists, functions and keywords. */
const seriesIn = (query: string): readonly string[] =>
  query
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .match(/[A-Za-z_:][\w:]*(?!\w*\s*\()/g)
    ?.filter((word) => !['and', 'or', 'unless', 'offset', 'bool', 'm', 's', 'h', 'd'].includes(word)) ?? [];

const all = [...new Set(boards.flatMap(({ dashboard }) => queriesOf(dashboard)))];

it('reads recorded series, the inventory, ALERTS, up and GPU series, and nothing else', () => {
  const strangers = all.flatMap((query) => seriesIn(query).filter((name) => !vocabulary.has(name)));
  expect(strangers).toEqual([]);
});

it('takes no rate of what is recorded as a rate', () => {
  expect(all.filter((query) => /\b(rate|irate|increase|delta)\s*\(/.test(query))).toEqual([]);
});

it('writes long queries on several lines', () => {
  const single = all.filter((query) => query.length > 130 && !query.includes('\n'));
  expect(single).toEqual([]);
});

it('writes PromQL that Prometheus accepts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dashboards-'));
  try {
    const rules = all.map((expr, index) => ({ record: `q_${index}`, expr }));
    const file = join(folder, 'queries.json');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'queries', rules }] }));
    const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), ['check', 'rules', file], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`${all.length} rules found`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { costRecords } from '../../models/cost-records';
import { fastWindows, slowWindows } from '../../models/burn';
import { dcgm } from '../../models/dcgm';
import { elasticsearch, logstash } from '../../models/exporters';
import { gpuRecords } from '../../models/gpu-records';
import { logRecords } from '../../models/log-records';
import { activeSince, alertPanel, expected, firing, modelInfo, thresholds } from '../../models/names';
import { logging, platform } from '../../models/platform-records';
import { ratios } from '../../models/ratios';
import { recordedQuantiles, records, type RecordedQuantile } from '../../models/records';
import { hours } from '../../models/duration';
import { signals, signalsByVersion } from '../../models/signals';
import { timingNames } from '../../models/timings';
import { boardUids } from '../../models/links';
import { runtimes, type RuntimeId } from '../../models/runtimes';
import type { Dashboard } from '../../dashboards';
import { binaryOf } from '../../scripts/tool-binaries';
import { samplesOf } from '../models/exposition';
import {
  boardOf,
  boards,
  isRow,
  panelsOf,
  queriesOf,
  variableQueriesOf,
  type PrometheusPanel,
} from './boards';

const windows = [...fastWindows, ...slowWindows];
const recorded = new Set<string>([
  ...Object.values(signals).flatMap(({ series }) => [series, records.latest(series)]),
  ...windows.map((window) => records.errorRatio(window)),
  records.errorRatioOfWindow,
  ...timingNames.flatMap((timing) => [
    ...windows.map((window) => records.slowRatio(timing, window)),
    records.slowRatioOfWindow(timing),
    ...(Object.keys(recordedQuantiles) as RecordedQuantile[]).map((name) => records.quantile(timing, name)),
  ]),
  records.lowConfidence,
  records.classShare,
  records.classShareOfWeek,
  records.accuracyOfWeeks,
  records.accuracyShortfall,
  records.budgetBurn,
  ...[signals.requests.series, signals.accuracy.series, records.lowConfidence].flatMap((series) => [
    records.lowerOf(series),
    records.upperOf(series),
  ]),
  records.ofVersion(signals.accuracy.series),
  records.hourly(signals.requests.series),
  ...signalsByVersion.map((signal) => records.ofVersion(signals[signal].series)),
  records.ofVersion(records.errorRatio(hours(1))),
  records.stableVersion,
  records.versionRegression,
  ...ratios.flatMap(({ bad, all: every }) => [bad, every]),
  ...timingNames.map((timing) => records.ofVersion(records.slowRatio(timing, hours(1)))),
  records.latest(records.usualLinesPerRequest),
  ...Object.values(logRecords),
  records.targetsUp,
  records.podOfModel,
  records.podsOfModel,
  records.targetsOfVersion,
  records.seriesStored,
  modelInfo,
  ...Object.values(thresholds),
  ...Object.values(gpuRecords),
  ...Object.values(costRecords),
  ...Object.values(dcgm),
  ...Object.values(expected),
  ...Object.values(logging),
  ...Object.values(platform),
  // Levels of the logging stack, of which there is one of each; rates are recorded.
  elasticsearch.status,
  elasticsearch.ilm,
  elasticsearch.streamLifecycle,
  logstash.busy,
  firing,
  alertPanel,
  activeSince,
  'up',
]);

/** Names of the series in a query: what is left without matchers, label lists, functions and keywords. */
const seriesIn = (query: string): readonly string[] =>
  query
    .replace(/\{__name__="([^"]*)"/g, '$1{')
    .replace(/\{[^}]*\}/g, ' ')
    .replace(/"[^"]*"/g, ' ')
    .replace(/\[[^\]]*\]/g, ' ')
    .replace(/\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .match(/[A-Za-z_:][\w:]*(?!\w*\s*\()/g)
    ?.filter((word) => !['and', 'or', 'unless', 'offset', 'bool', 'm', 's', 'h', 'd'].includes(word)) ?? [];

const all = [...new Set(boards.flatMap(({ dashboard }) => queriesOf(dashboard)))];
const ofVariables = [...new Set(boards.flatMap(({ dashboard }) => variableQueriesOf(dashboard)))];

/** Panels of a board under the row of a title. */
function panelsUnder(dashboard: Dashboard, row: RegExp): readonly PrometheusPanel[] {
  const { panels } = dashboard;
  const under = panels.flatMap((panel, index) => {
    if (!isRow(panel) || !row.test(panel.title)) return [];
    const end = panels.findIndex((other, place) => place > index && isRow(other));
    const below = panels.slice(index + 1, end === -1 ? undefined : end);
    return (panel.collapsed ? panel.panels : below).map(({ id }) => id);
  });
  return panelsOf(dashboard).filter(({ id }) => under.includes(id));
}

const rawRows = /^(What .* tells|Own panels)$/;

/** Queries of raw series: of the runtime, or of the metrics that an entry names. */
const raw = (dashboard: Dashboard): readonly string[] =>
  panelsUnder(dashboard, rawRows).flatMap(({ targets }) => targets.map(({ expr }) => expr));
const allRaw = [...new Set(boards.flatMap(({ dashboard }) => raw(dashboard)))];

it('reads recorded series, the inventory, ALERTS, up and GPU series, and nothing else but raw ones in their own rows', () => {
  const shown = new Set(allRaw.map((query) => query.replaceAll('$__rate_interval', '5m')));
  const strangers = all
    .filter((query) => !shown.has(query))
    .flatMap((query) => seriesIn(query).filter((name) => !recorded.has(name)));
  expect(strangers).toEqual([]);
});

/** What the rules record, and what Prometheus itself records of alerts. */
const isRecord = (name: string): boolean => name.includes(':') || name === firing || name === activeSince;

it.each(
  boards.filter(
    ({ dashboard: { uid } }) => uid === boardUids.overview || uid.startsWith(boardUids.model('')),
  ),
)(
  '$name reads recorded series alone, but in rows that are closed and say that they show what a server tells',
  ({ dashboard }) => {
    const asIs = new Set(raw(dashboard).map((query) => query.replaceAll('$__rate_interval', '5m')));
    const open = queriesOf(dashboard).filter((query) => !asIs.has(query));
    expect(open.length).toBeGreaterThan(10);
    expect(open.flatMap(seriesIn).filter((name) => !isRecord(name))).toEqual([]);
    const closed = dashboard.panels.filter(isRow).filter(({ title }) => rawRows.test(title));
    expect(closed.filter(({ collapsed }) => !collapsed)).toEqual([]);
  },
);

const ofRuntimes = boards.filter(({ name }) => name.startsWith('runtimes/mlo-model-'));

it.each(ofRuntimes)('$name asks for raw series that a page of the runtime shows', ({ dashboard }) => {
  const id = dashboard.uid.replace('mlo-model-of-', '') as RuntimeId;
  const shown = new Set(runtimes[id].pages.flatMap(({ page }) => samplesOf(page)).map(({ name }) => name));
  const queries = raw(dashboard);
  expect(queries.length > 0).toBe((runtimes[id].panels ?? []).length > 0);
  expect(queries.flatMap(seriesIn).filter((name) => !shown.has(name))).toEqual([]);
});

it('asks for the metrics that an entry names', () => {
  const names = panelsUnder(boardOf('full', 'mlo-model-ranker'), /^Own panels$/).map(({ targets }) =>
    targets.flatMap(({ expr }) => seriesIn(expr)),
  );
  expect(names).toEqual([
    ['feature_cache_hits_total'],
    ['feature_cache_bytes'],
    ['feature_cache_ratio'],
    ['feature_lookup_seconds_bucket'],
  ]);
});

it('selects the server of one model in every raw query', () => {
  for (const { dashboard, environment } of boards) {
    const model = environment.models.find(({ name }) => dashboard.uid === boardUids.model(name));
    for (const query of raw(dashboard)) {
      for (const matchers of query.match(/\{[^}]*\}/g) ?? []) {
        expect(matchers).toContain(
          `namespace="${model?.namespace}", model_name="${model?.name}", runtime="${model?.runtime}"`,
        );
      }
    }
  }
});

it('takes rates of raw counters only, over the interval that Grafana chooses', () => {
  const shown = new Set(allRaw.map((query) => query.replaceAll('$__rate_interval', '5m')));
  const guilty = all.filter((query) => /\b(rate|irate|increase|delta)\s*\(/.test(query) && !shown.has(query));
  expect(guilty).toEqual([]);
  const windows = allRaw.flatMap((query) => query.match(/\[[^\]]*\]/g) ?? []);
  expect(new Set(windows)).toEqual(new Set(['[$__rate_interval]']));
});

it('chooses the lines of a chart once, because at each point it would choose others', () => {
  const drawn = boards.flatMap(({ dashboard }) =>
    panelsOf(dashboard).flatMap(({ targets }) => targets.filter(({ range }) => range)),
  );
  const choosing = drawn.map(({ expr }) => expr).filter((expr) => /\b(?:top|bottom)k\(/.test(expr));
  expect(choosing.length).toBeGreaterThan(20);
  for (const expr of choosing)
    expect(expr.split(/\b(?:top|bottom)k\(20, (?:max|min)_over_time\(/)[1]).toMatch(
      /\[\$__range:\$__interval\] @ end\(\)\)\)/,
    );
});

it('writes long queries on several lines', () => {
  const single = all.filter((query) => query.length > 130 && !query.includes('\n'));
  expect(single).toEqual([]);
});

it('chooses from recorded series, the inventory and thresholds', () => {
  expect(ofVariables.length).toBeGreaterThan(4);
  expect(ofVariables.flatMap(seriesIn).filter((name) => !recorded.has(name))).toEqual([]);
});

it('writes PromQL that Prometheus accepts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dashboards-'));
  try {
    const written = [...all, ...ofVariables];
    const rules = written.map((expr, index) => ({ record: `q_${index}`, expr }));
    const file = join(folder, 'queries.json');
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'queries', rules }] }));
    const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), ['check', 'rules', file], {
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(`${written.length} rules found`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

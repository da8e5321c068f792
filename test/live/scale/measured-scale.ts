import { join } from 'node:path';
import type { Environment } from '../../../environments';
import { inSeconds, times } from '../../../models/duration';
import { scrapeInterval } from '../../../models/scrape-interval';
import { query } from '../../../preview/api';
import { measureRunning, tellsOfItself, type Measured } from '../../../scripts/bench/evaluation';
import { writtenTo } from '../../stacks/synthesised';
import { complaintsIn } from '../configuration/complaints';
import type { ClusterObjects } from '../control-plane/cluster-objects';
import type { ControlPlane } from '../control-plane/control-plane';
import { eventually } from '../control-plane/eventually';
import { expectStatus } from '../control-plane/kubernetes-api';
import { startPrometheusOperator } from '../control-plane/operators';
import { onlyEnvironment, pagingEnvironments } from './many-paging';
import { observeScale, type ObservedScale } from './observed-scale';

/** What so many models cost. */
export interface MeasuredScale extends Measured {
  readonly models: number;
  /** Work of the processor. Unit: seconds. */
  readonly validate: number;
  readonly synth: number;
  /** By the clock. Unit: seconds. */
  readonly apply: number;
  readonly reconcile: number;
  /** Scrape jobs, and what they take in the operator's Secret. Unit: bytes. */
  readonly jobs: number;
  readonly packed: number;
  /** Size of all rule files. Unit: bytes. */
  readonly ruleFiles: number;
  /** Work of Prometheus beside that of its intervals when one pod changes. Unit: seconds. */
  readonly discovery: number;
  /** Work of this process in one interval: it serves every page. Unit: seconds. */
  readonly serving: number;
  /** What the operator complained of. */
  readonly complaints: readonly string[];
}

/** Work of this process while it does something. Unit: seconds. */
function workOf<T>(does: () => T): readonly [result: T, seconds: number] {
  const before = process.cpuUsage();
  const result = does();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1e6];
}

/** Unit: seconds. */
const interval = (pace: number): number => inSeconds(times(scrapeInterval, 1 / pace));

/** Takes so many models through everything, and leaves Prometheus and Alertmanager running. */
export async function measureScale(
  plane: ControlPlane,
  cluster: ClusterObjects,
  count: number,
  pace: number,
): Promise<readonly [ObservedScale, MeasuredScale]> {
  const folder = pagingEnvironments(count, plane.run.folder);
  const [environment, validate] = workOf(() => onlyEnvironment(folder));
  const [, synth] = workOf(() => writtenTo(join(plane.run.folder, `synth-${count}`), [environment]));
  const operator = await startPrometheusOperator(plane);
  const observed = await observeScale(plane, cluster, environment, pace);
  // Before it is told to stop: what it breaks off then, it reports as failed.
  const complaints = complaintsIn(operator.log());
  await operator.stop();
  await eventually('every endpoint of every model is scraped', 400_000, async () => {
    const [found] = await query(observed.prometheus, 'count(up{model_name!=""} == 1)');
    const targets = targetsOf(environment);
    return Number(found?.value[1]) === targets ? undefined : `${found?.value[1] ?? 0} of ${targets}`;
  });
  const [began, idle] = [Date.now(), process.cpuUsage()];
  const costs = await measureRunning(() => tellsOfItself(observed.port), pace);
  const { user, system } = process.cpuUsage(idle);
  const serving = (((user + system) / 1e3) * interval(pace)) / (Date.now() - began);
  const discovery = await workOfAChange(plane, observed, costs);
  const { apply, reconcile, written } = observed;
  return [
    observed,
    {
      ...costs,
      ...{ models: count, validate, synth, apply, reconcile, discovery, serving },
      jobs: written.prometheus.scrape_configs.length,
      packed: written.packed,
      ruleFiles: Object.values(written.rules).reduce((sum, text) => sum + text.length, 0),
      complaints,
    },
  ];
}

/** How long after a change of a pod all monitors have seen it: discovery tells of changes every five seconds. */
const seen = 12_000;

/** What Prometheus does in some seconds in which one pod changes, beyond what it does in them anyway. */
async function workOfAChange(
  { api }: ControlPlane,
  { pods, port, pace }: ObservedScale,
  { processor }: Measured,
): Promise<number> {
  const [pod] = pods;
  if (pod === undefined) throw new Error('there is no pod');
  const work = async (): Promise<number> =>
    (await tellsOfItself(port)).find(({ name }) => name === 'process_cpu_seconds_total')?.value ?? 0;
  const before = await work();
  const path = `/api/v1/namespaces/${pod.namespace}/pods/${pod.name}`;
  const change = { metadata: { annotations: { changed: 'true' } } };
  expectStatus(await api.ask('PATCH', path, change, 'application/merge-patch+json'), path, 200);
  await new Promise((resolve) => setTimeout(resolve, seen));
  const intervals = seen / (interval(pace) * 1_000);
  return Math.max(0, (await work()) - before - intervals * processor);
}

/** Endpoints and probes. */
const targetsOf = ({ models }: Environment): number =>
  models.reduce((sum, { sources, probe }) => sum + sources.length + (probe === undefined ? 0 : 1), 0);

type Quantity = Exclude<keyof MeasuredScale, 'models' | 'complaints'>;

/** What is told of each number of models: how it is called, its unit, and what one of the unit is. */
const quantities: readonly (readonly [key: Quantity, what: string, unit: string, one: number])[] = [
  ['validate', 'validation, work', 's', 1],
  ['synth', 'synthesis, work', 's', 1],
  ['apply', 'applied, by the clock', 's', 1],
  ['reconcile', 'written down, by the clock', 's', 1],
  ['packed', 'configuration, packed', 'kB', 1e3],
  ['ruleFiles', 'rule files', 'kB', 1e3],
  ['jobs', 'scrape jobs', '', 1],
  ['rules', 'rules', '', 1],
  ['series', 'time series', '', 1],
  ['processor', 'one interval, work', 's', 1],
  ['serving', 'one interval, work of servers', 's', 1],
  ['evaluation', 'all groups, by the clock', 's', 1],
  ['slowest', 'slowest group, by the clock', 's', 1],
  ['discovery', 'one pod changes, work', 's', 1],
  ['memory', 'memory', 'MB', 1e6],
];

/** What one model costs among so many, as a multiple of what it costs among others. */
export const ratio = (key: Quantity, one: MeasuredScale, other: MeasuredScale): number =>
  one[key] / one.models / (other[key] / other.models);

/** A line for each quantity: as it is for each number of models, and per model relative to the second of them. */
export function printed(measured: readonly MeasuredScale[]): string {
  const [, second] = measured;
  const row = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(30)}${cells.map((cell) => cell.padStart(14)).join('')}\n`;
  // What is too little to be measured has no ratio.
  const relative = (value: number): string => (Number.isFinite(value) ? value.toFixed(2) : '');
  const rounded = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));
  return [
    row(
      'models',
      measured.map(({ models }) => String(models)),
    ),
    ...quantities.flatMap(([key, what, unit, one]) => [
      row(
        what,
        measured.map((of) => `${rounded(of[key] / one)} ${unit}`),
      ),
      ...(second === undefined
        ? []
        : [
            row(
              '  a model, relative',
              measured.map((of) => relative(ratio(key, of, second))),
            ),
          ]),
    ]),
  ].join('');
}

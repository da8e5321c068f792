import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { dump } from 'js-yaml';
import { printDuration, times } from '../../models/duration';
import { scrapeInterval } from '../../models/scrape-interval';
import { parsePage, samplesOf, type Sample } from '../../preview/fleet/page';
import { startProgram } from '../../preview/processes';
import { prometheusTimes } from '../../preview/prometheus-files';
import type { PrintedGroup } from '../../rules/rule';
import { binaryOf } from '../tool-binaries';

/** What a real Prometheus tells of itself while it evaluates rules. */
export interface Measured {
  readonly rules: number;
  /** What one interval takes by the clock; groups that are evaluated less often count in part. Unit: seconds. */
  readonly evaluation: number;
  /** What the slowest group took by the clock. Unit: seconds. */
  readonly slowest: number;
  /** Work of the processor in one interval, scraping included. Unit: seconds. */
  readonly processor: number;
  /** Unit: bytes. */
  readonly memory: number;
  /** Time series that it holds. */
  readonly series: number;
}

/** Intervals before anything is measured, by the end of which rates and caches are there, and those that are. */
const warmUp = 4;
const measured = 3;
/** How long it may take until the end of a program is known. Unit: milliseconds. */
const goneBefore = 200;

/** Waits, and no longer than what is waited for lives. */
export const passed = (milliseconds: number, death?: AbortSignal): Promise<void> =>
  setTimeout(milliseconds, undefined, death === undefined ? {} : { signal: death });

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Where a Prometheus finds what it scrapes, where it keeps it, and how many times faster than real time it runs. */
export interface Site {
  readonly address: string;
  readonly folder: string;
  readonly pace: number;
}

/** Scrapes the address and evaluates the groups in a Prometheus of its own, which ends with the measurement. */
export const measure = (groups: readonly PrintedGroup[], site: Site): Promise<Measured> =>
  withPrometheus(groups, site, (ask, _, death) => measureRunning(ask, site.pace, death));

/**
 * Work with a Prometheus that scrapes the address and evaluates the groups, and that ends with the work.
 *
 * @throws ProgramFailure with the end of its log, where it ends before
 */
export async function withPrometheus<T>(
  groups: readonly PrintedGroup[],
  { address, folder, pace }: Site,
  work: (ask: () => Promise<readonly Sample[]>, url: string, death: AbortSignal) => Promise<T>,
): Promise<T> {
  mkdirSync(folder, { recursive: true });
  const interval = printDuration(times(scrapeInterval, 1 / pace));
  writeFileSync(join(folder, 'rules.yaml'), JSON.stringify({ groups }));
  writeFileSync(
    join(folder, 'prometheus.yml'),
    dump({
      global: { scrape_interval: interval, scrape_timeout: interval, evaluation_interval: interval },
      rule_files: ['rules.yaml'],
      scrape_configs: [{ job_name: 'models', honor_labels: true, static_configs: [{ targets: [address] }] }],
    }),
  );
  const death = new AbortController();
  const prometheus = await startProgram({
    name: 'Prometheus',
    binary: binaryOf('prometheus'),
    args: [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
      ...prometheusTimes(pace),
    ],
    folder,
    onDeath: (error) => {
      death.abort(error);
    },
  });
  try {
    const ask = (): Promise<readonly Sample[]> => tellsOfItself(prometheus.port);
    return await work(ask, `http://127.0.0.1:${prometheus.port}`, death.signal);
  } catch (error) {
    // Connections break a moment before it is known that and why it ended.
    await passed(goneBefore);
    death.signal.throwIfAborted();
    throw error;
  } finally {
    await prometheus.stop();
  }
}

/** What a Prometheus on this machine tells of itself. */
export async function tellsOfItself(port: number): Promise<readonly Sample[]> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  return samplesOf(parsePage(await response.text()));
}

/** Waits until what `ask` tells of a Prometheus has settled, and measures some intervals. */
export async function measureRunning(
  ask: () => Promise<readonly Sample[]>,
  pace: number,
  death?: AbortSignal,
): Promise<Measured> {
  const { milliseconds } = times(scrapeInterval, 1 / pace);
  await passed(warmUp * milliseconds, death);
  const began = Date.now();
  const before = await ask();
  const evaluations: number[] = [];
  let samples = before;
  for (let interval = 0; interval < measured; interval++) {
    await passed(milliseconds, death);
    samples = await ask();
    evaluations.push(perInterval(samples, milliseconds / 1_000));
  }
  const work =
    total(of(samples, 'process_cpu_seconds_total')) - total(of(before, 'process_cpu_seconds_total'));
  return {
    rules: total(of(samples, 'prometheus_rule_group_rules')),
    evaluation: median(evaluations),
    slowest: Math.max(
      ...of(samples, 'prometheus_rule_group_last_duration_seconds').map(({ value }) => value),
    ),
    processor: (work * milliseconds) / (Date.now() - began),
    memory: total(of(samples, 'process_resident_memory_bytes')),
    series: total(of(samples, 'prometheus_tsdb_head_series')),
  };
}

const of = (samples: readonly Sample[], wanted: string): readonly Sample[] =>
  samples.filter(({ name }) => name === wanted);
const total = (samples: readonly Sample[]): number => samples.reduce((sum, { value }) => sum + value, 0);

function perInterval(samples: readonly Sample[], seconds: number): number {
  const intervals = new Map(
    of(samples, 'prometheus_rule_group_interval_seconds').map(({ labels, value }) => [
      labels['rule_group'],
      value,
    ]),
  );
  return of(samples, 'prometheus_rule_group_last_duration_seconds').reduce(
    (sum, { labels, value }) => sum + (value * seconds) / (intervals.get(labels['rule_group']) ?? seconds),
    0,
  );
}

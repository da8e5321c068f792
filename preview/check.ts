import type { Environment } from '../environments/environment';
import { hours, minutes, times, type Duration } from '../models/duration';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { Model } from '../models/model';
import { query, routedAlerts } from './api';
import { trialsFor, type Trial } from './check-plan';
import { faultsOf } from './faults';
import type { Observatory } from './observatory';
import { statusOf } from './status';

/**
 * Longest time for each part on the compressed clock, with much to spare for a slow machine. What looks back an hour and is
 * held for a quarter of one ends last.
 */
const limits = { healthy: hours(2.5), notified: hours(1.5), resolved: hours(2.5) } as const;
/** How long everything must stay quiet before anything is broken. */
const calm = minutes(6);
/** Time between two looks. Unit: milliseconds, not compressed. */
const pause = 500;

interface Result {
  readonly trial: Trial;
  notifiedAfter?: number;
  resolvedAfter?: number;
  /** Whether the alert that is to be quiet was seen being kept quiet. */
  hushed?: boolean;
}

/**
 * Runs the product through its paces: all is well at first, every fault reaches the right receiver, what is explained by
 * another alert stays quiet, and all ends when the faults do.
 *
 * @returns whether all of it happened
 */
export async function checkPreview(
  observatory: Observatory,
  print: (line: string) => void,
): Promise<boolean> {
  const { pace } = observatory;
  const problem = await waitForHealth(observatory);
  if (problem !== undefined) {
    print(`not healthy after ${secondsSince(observatory.startedAt)} s: ${problem}`);
    return false;
  }
  print(
    `healthy after ${secondsSince(observatory.startedAt)} s: every signal of every model has a value, no alert`,
  );
  const results: Result[] = trialsFor(observatory.environment).map((trial) => ({ trial }));
  const began = Date.now();
  for (const { trial } of results) setFaults(observatory, trial, trial.faults.slice(0, 1), true);
  await until(times(limits.notified, 1 / pace), async () => {
    await observe(observatory, results, began);
    return results.every(
      ({ trial, notifiedAfter, hushed }) =>
        notifiedAfter !== undefined && (hushed ?? trial.quiet === undefined),
    );
  });
  const cleared = Date.now();
  for (const { trial } of results) setFaults(observatory, trial, trial.faults, false);
  await until(times(limits.resolved, 1 / pace), async () => {
    seeResolved(observatory, results, cleared);
    return Promise.resolve(
      results.every(
        ({ notifiedAfter, resolvedAfter }) => notifiedAfter === undefined || resolvedAfter !== undefined,
      ),
    );
  });
  for (const line of report(results)) print(line);
  const untried = untriedFaults(observatory.environment, results);
  if (untried.length > 0)
    print(`not tried, because other faults hide them on every model: ${untried.join(', ')}`);
  const broken = results.flatMap(({ trial }) => disturbed(observatory, trial, began, cleared));
  for (const line of broken) print(line);
  const ok = broken.length === 0 && results.every(isDone);
  print(`${ok ? 'passed' : 'failed'} after ${secondsSince(observatory.startedAt)} s`);
  return ok;
}

const isDone = ({ trial, notifiedAfter, resolvedAfter, hushed }: Result): boolean =>
  notifiedAfter !== undefined &&
  resolvedAfter !== undefined &&
  (trial.quiet === undefined || hushed === true);

const secondsSince = (time: number): number => Math.round((Date.now() - time) / 1_000);

/** Asks until the answer is yes; a question that fails, because a program is busy, is asked again. */
async function until(limit: Duration, isSo: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + limit.milliseconds;
  while (Date.now() < end) {
    if (await isSo().catch(() => false)) return true;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return false;
}

/** Waits until nothing is missing and nothing has fired for a while; returns what is wrong where that never comes. */
async function waitForHealth(observatory: Observatory): Promise<string | undefined> {
  let problem: string | undefined = 'nothing was asked';
  let well = Date.now();
  const healthy = await until(times(limits.healthy, 1 / observatory.pace), async () => {
    problem = await healthProblem(observatory).catch((error: unknown) => (error as Error).message);
    if (problem !== undefined) well = Date.now();
    return Date.now() - well >= calm.milliseconds / observatory.pace;
  });
  return healthy ? undefined : problem;
}

async function healthProblem(observatory: Observatory): Promise<string | undefined> {
  const { environment, prometheus } = observatory;
  const down = (await query(prometheus, 'up == 0')).map(({ metric }) => metric['job'] ?? '');
  if (down.length > 0) return `not scraped: ${down.join(', ')}`;
  const missing = await Promise.all(environment.models.map((model) => missingSignals(prometheus, model)));
  if (missing.flat().length > 0) return `without a value: ${missing.flat().join(', ')}`;
  const habits = await query(prometheus, records.latest(records.usualLinesPerRequest));
  const strange = environment.models.filter(
    (model) =>
      faultsOf(model).some(({ id }) => id === 'logs') &&
      habits.every(({ metric }) => metric['model_name'] !== model.name),
  );
  // Silence is noticed only of whom it is known how much it writes.
  if (strange.length > 0) return `without a habit: ${strange.map(({ name }) => name).join(', ')}`;
  const { alerts, heartbeat } = await statusOf(observatory);
  const firing = alerts.filter(({ state }) => state !== 'pending');
  if (firing.length > 0) return `firing: ${firing.map(({ name, model }) => `${name} ${model}`).join(', ')}`;
  if (environment.heartbeat !== undefined && heartbeat === undefined) return 'no heartbeat has come';
  return undefined;
}

/** Signals that the model claims but that have no finite value, or no value at all. */
async function missingSignals(
  prometheus: string,
  { namespace, name, signals: claimed }: Model,
): Promise<readonly string[]> {
  const missing = await Promise.all(
    claimed.map(async (signal) => {
      const key = `{namespace="${namespace}", model_name="${name}"}`;
      const samples = await query(prometheus, `${signals[signal].series}${key}`);
      const finite = samples.length > 0 && samples.every(({ value }) => Number.isFinite(Number(value[1])));
      return finite ? [] : [`${name} ${signal}`];
    }),
  );
  return missing.flat();
}

function setFaults(
  observatory: Observatory,
  { model }: Trial,
  faults: readonly string[],
  active: boolean,
): void {
  for (const fault of faults) observatory.setFault(model, fault, active);
}

const told = (
  { sink }: Observatory,
  { model, alert, receiver }: Trial,
  status: 'firing' | 'resolved',
  after: number,
) =>
  sink.notifications.find(
    (one) =>
      one.status === status &&
      one.at >= after &&
      one.model === model &&
      one.alert === alert.name &&
      one.severity === alert.severity &&
      one.receiver === receiver,
  );

async function observe(observatory: Observatory, results: readonly Result[], began: number): Promise<void> {
  const routed = await routedAlerts(observatory.alertmanager);
  for (const result of results) {
    const { trial } = result;
    const notification = told(observatory, trial, 'firing', began);
    if (notification !== undefined && result.notifiedAfter === undefined) {
      result.notifiedAfter = notification.at - began;
      // What is to be kept quiet comes after its cause is known: the first to fire would rightly be told of.
      setFaults(observatory, trial, trial.faults.slice(1), true);
    }
    if (trial.quiet === undefined || result.hushed === true) continue;
    result.hushed = routed.some(
      ({ labels, status }) =>
        labels['alertname'] === trial.quiet &&
        labels['model_name'] === trial.model &&
        status.inhibitedBy.length > 0,
    );
  }
}

function seeResolved(observatory: Observatory, results: readonly Result[], cleared: number): void {
  for (const result of results) {
    const notification = told(observatory, result.trial, 'resolved', cleared);
    if (notification !== undefined) result.resolvedAfter ??= notification.at - cleared;
  }
}

/** What should not have been sent while faults lasted: a hushed alert, or anything to a team that is not concerned. */
function disturbed(
  { sink, environment }: Observatory,
  trial: Trial,
  began: number,
  cleared: number,
): readonly string[] {
  const team = environment.models.find(({ name }) => name === trial.model)?.team ?? environment.owner;
  return sink.notifications
    .filter(({ model, at }) => model === trial.model && at >= began && at < cleared)
    .flatMap(({ alert, model, receiver, status }) => {
      if (alert === trial.quiet && status === 'firing')
        return [`${alert} of ${model} was sent to ${receiver}, but should be quiet`];
      return receiver.startsWith(`${team}-`)
        ? []
        : [`${alert} of ${model} was sent to ${receiver}, not to team ${team}`];
    });
}

function untriedFaults({ models }: Environment, results: readonly Result[]): readonly string[] {
  const tried = new Set(results.flatMap(({ trial }) => trial.faults));
  const possible = new Map(models.flatMap((model) => faultsOf(model).map(({ id, title }) => [id, title])));
  return [...possible].filter(([id]) => !tried.has(id)).map(([, title]) => title);
}

function report(results: readonly Result[]): readonly string[] {
  const time = (value: number | undefined): string =>
    value === undefined ? 'never' : `${(value / 1_000).toFixed(1)} s`;
  const rows = [
    ['fault', 'model', 'alert', 'severity', 'receiver', 'notified', 'resolved', 'kept quiet'],
    ...results.map(({ trial, notifiedAfter, resolvedAfter, hushed }) => [
      trial.title,
      trial.model === '' ? '-' : trial.model,
      trial.alert.name,
      trial.alert.severity,
      trial.receiver,
      time(notifiedAfter),
      time(resolvedAfter),
      trial.quiet === undefined ? '' : hushed === true ? trial.quiet : `${trial.quiet}: no`,
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

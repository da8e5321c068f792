import { hasGpus } from '../environments/cluster';
import { records } from '../models/records';
import { runtimes } from '../models/runtimes';
import { signals } from '../models/signals';
import {
  activeAlerts,
  query,
  routedAlerts,
  type Labels,
  type PrometheusAlert,
  type RoutedAlert,
} from './api';
import { watchdog, type Notification } from './alertmanager-sink';
import { expectedAlert, faultsOf, gpuFault } from './faults';
import type { Observatory } from './observatory';

/** What the page shows beside dashboards. */
export interface Status {
  readonly environment: string;
  readonly pace: number;
  /** Unit: Unix milliseconds. */
  readonly startedAt: number;
  readonly now: number;
  readonly heartbeat: number | undefined;
  readonly models: readonly ModelStatus[];
  readonly alerts: readonly AlertStatus[];
  /** Newest first. */
  readonly notifications: readonly Notification[];
  /** The faults of what is no model. */
  readonly fleetFaults: readonly FaultStatus[];
}

export type ModelState = 'ok' | 'pending' | 'firing' | 'no data';

export interface FaultStatus {
  readonly id: string;
  readonly title: string;
  readonly effect: string;
  readonly alert: string;
  readonly active: boolean;
}

export interface ModelStatus {
  readonly name: string;
  readonly title: string;
  readonly namespace: string;
  readonly team: string;
  readonly tier: string;
  readonly runtime: string;
  readonly state: ModelState;
  /** Measured values; absent where nothing tells them now. */
  readonly requests?: number;
  readonly errors?: number;
  /** Unit: seconds. The mean where the server has no histogram. */
  readonly latency?: number;
  readonly latencyIs: 'p95' | 'mean';
  readonly accuracy?: number;
  readonly faults: readonly FaultStatus[];
}

export interface AlertStatus {
  readonly name: string;
  readonly severity: string;
  readonly model: string;
  readonly namespace: string;
  readonly state: 'pending' | 'firing' | 'inhibited';
  readonly summary: string;
  /** Who is told, as Alertmanager routes it; empty while pending. */
  readonly receivers: readonly string[];
  /** Unit: Unix milliseconds. */
  readonly since: number;
}

/** Newest notifications that are shown. */
const shownNotifications = 200;

export async function statusOf(observatory: Observatory): Promise<Status> {
  const { environment, pace, startedAt, prometheus, sink, activeFaults } = observatory;
  const [requests, errors, p95, mean, accuracy, successes, alerts] = await Promise.all([
    valuesByModel(prometheus, signals.requests.series),
    valuesByModel(prometheus, `${signals.errors.series} / (${signals.requests.series} > 0)`),
    valuesByModel(prometheus, records.quantile('latency', 'p95')),
    valuesByModel(prometheus, signals.latencyMean.series),
    valuesByModel(prometheus, signals.accuracy.series),
    valuesByModel(prometheus, signals.batchSuccess.series),
    alertsOf(observatory),
  ]);
  const models = environment.models.map((model): ModelStatus => {
    const key = keyOf(model.namespace, model.name);
    const own = alerts.filter((alert) => keyOf(alert.namespace, alert.model) === key);
    const hasQuantiles = model.signals.includes('latency');
    const measured = {
      requests: requests.get(key),
      errors: errors.get(key),
      latency: (hasQuantiles ? p95 : mean).get(key),
      accuracy: model.accuracy === undefined ? undefined : accuracy.get(key),
    };
    return {
      name: model.name,
      title: model.title,
      namespace: model.namespace,
      team: model.team,
      tier: model.tier,
      runtime: runtimes[model.runtime].title,
      state: stateOf(own, requests.has(key) || successes.has(key)),
      latencyIs: hasQuantiles ? 'p95' : 'mean',
      ...Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined)),
      faults: faultsOf(model).map((fault) => ({
        id: fault.id,
        title: fault.title,
        effect: fault.effect,
        alert: expectedAlert(fault, model)?.name ?? '',
        active: activeFaults(model.name).includes(fault.id),
      })),
    };
  });
  return {
    environment: environment.name,
    pace,
    startedAt,
    now: Date.now(),
    heartbeat: sink.heartbeat(),
    models,
    alerts,
    notifications: sink.notifications.slice(-shownNotifications).reverse(),
    fleetFaults: !hasGpus(environment)
      ? []
      : [
          {
            id: gpuFault.id,
            title: gpuFault.title,
            effect: 'the driver of the GPU node reports failed hardware',
            alert: gpuFault.alert.name,
            active: activeFaults('').includes(gpuFault.id),
          },
        ],
  };
}

const keyOf = (namespace: string, name: string): string => `${namespace}/${name}`;

function stateOf(alerts: readonly AlertStatus[], reports: boolean): ModelState {
  const has = (state: AlertStatus['state']): boolean => alerts.some((alert) => alert.state === state);
  if (has('firing')) return 'firing';
  if (!reports) return 'no data';
  return has('pending') ? 'pending' : 'ok';
}

async function valuesByModel(prometheus: string, expr: string): Promise<ReadonlyMap<string, number>> {
  const samples = await query(prometheus, expr);
  return new Map(
    samples
      .map(
        ({ metric, value }) =>
          [keyOf(metric['namespace'] ?? '', metric['model_name'] ?? ''), Number(value[1])] as const,
      )
      .filter(([, value]) => Number.isFinite(value)),
  );
}

const order = { firing: 0, inhibited: 1, pending: 2 } as const;

/** Prometheus tells what is pending and firing, Alertmanager who is told and what is kept quiet. */
async function alertsOf({ prometheus, alertmanager }: Observatory): Promise<readonly AlertStatus[]> {
  const [active, routed] = await Promise.all([activeAlerts(prometheus), routedAlerts(alertmanager)]);
  const byLabels = new Map(routed.map((alert) => [printLabels(alert.labels), alert]));
  return active
    .filter(({ labels }) => labels['alertname'] !== watchdog)
    .map((alert) => alertStatus(alert, byLabels.get(printLabels(alert.labels))))
    .sort((a, b) => order[a.state] - order[b.state] || a.since - b.since);
}

function alertStatus(
  { labels, annotations, state, activeAt }: PrometheusAlert,
  routed?: RoutedAlert,
): AlertStatus {
  const inhibited = state === 'firing' && (routed?.status.inhibitedBy.length ?? 0) > 0;
  return {
    name: labels['alertname'] ?? '',
    severity: labels['severity'] ?? '',
    model: labels['model_name'] ?? '',
    namespace: labels['namespace'] ?? '',
    state: inhibited ? 'inhibited' : state,
    summary: annotations['summary'] ?? '',
    receivers: state === 'firing' ? (routed?.receivers ?? []).map(({ name }) => name) : [],
    since: Date.parse(activeAt),
  };
}

/** Names of external labels: Prometheus adds them on the way to Alertmanager. The operator sets the last two. */
const external: readonly string[] = ['env', 'cluster', 'prometheus', 'prometheus_replica'];

const printLabels = (labels: Labels): string =>
  JSON.stringify(
    Object.entries(labels)
      .filter(([name]) => !external.includes(name))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

import { load } from 'js-yaml';
import { randomBytes } from 'node:crypto';
import type { Environment } from '../../../environments';
import { startSink } from '../../../preview/alertmanager-sink';
import { faultControl } from '../../../preview/fault-control';
import { startFleet, type SimulatedPod } from '../../../preview/fleet/fleet';
import type { Place } from '../../../preview/listen';
import type { Observatory } from '../../../preview/observatory';
import type { RunningProcess } from '../../../preview/processes';
import { prometheusData, startAlertmanager, startPrometheus } from '../../../preview/programs';
import { resendDelay } from '../../../preview/prometheus-files';
import type { AlertmanagerConfiguration } from '../../../rules';
import type { WrittenConfiguration } from '../configuration/written';
import { clusterObjects } from '../control-plane/cluster-objects';
import type { ControlPlane } from '../control-plane/control-plane';
import { freePorts } from '../control-plane/free-port';
import { startPrometheusOperator, type Operator } from '../control-plane/operators';
import { severalAtOnce } from '../control-plane/several-at-once';
import { installDefinitions } from '../manifests/install';
import { deploy } from './deployment';
import { configurationHere } from './local-prometheus';
import { ownAddresses } from './own-addresses';
import { createNodes, createPod } from './pods';

/** The whole chain: objects in a cluster, the operator, Prometheus and Alertmanager with what it wrote, and a fleet. */
export interface ObservedFleet extends Observatory {
  readonly operator: Operator;
  readonly written: WrittenConfiguration;
  readonly pods: readonly SimulatedPod[];
  /** Ends Prometheus and starts it again with the same data; what `between` does to their folder is done while it is away. */
  readonly restartPrometheus: (between?: (data: string) => void) => Promise<void>;
  /** Ends Alertmanager; what is returned starts it again, at the same address and with the same data. */
  readonly stopAlertmanager: () => Promise<() => Promise<void>>;
  /** An address at which nothing of the fleet listens yet. */
  readonly newPlace: (port: number) => Place;
}

/** Everything is ended with the control plane's run. */
export async function observeFleet(
  plane: ControlPlane,
  environment: Environment,
  pace: number,
  resend = resendDelay(pace),
): Promise<ObservedFleet> {
  const { api, run } = plane;
  const newPlace = ownAddresses();
  const fleet = await startFleet(environment, newPlace);
  run.atEnd(fleet.stop);
  const sink = await startSink(randomBytes(16).toString('hex'));
  run.atEnd(sink.stop);
  const pods = [...fleet.pods.values(), ...fleet.exporterPods.values()];
  const cluster = clusterObjects(api, true);
  await installDefinitions(cluster);
  const operator = await startPrometheusOperator(plane);
  const { written } = await deploy(plane, cluster, environment, pace, pods);
  await createNodes(api, pods);
  await severalAtOnce(pods, (pod) => createPod(api, pod));

  const [port = 0] = await freePorts(1);
  const routing = load(written.alertmanager) as AlertmanagerConfiguration;
  const startRouting = (): Promise<RunningProcess> => startAlertmanager(run, routing, sink.urlOf, port);
  let alertmanager = await startRouting();
  const configuration = configurationHere(written, run.folder, {
    kubeconfig: plane.kubeconfig('live'),
    alertmanager: `127.0.0.1:${port}`,
    cluster: fleet.clusterAddress,
  });
  const startScraping = (): Promise<RunningProcess> => startPrometheus(run, configuration, pace, resend);
  let prometheus = await startScraping();
  return {
    environment,
    pace,
    startedAt: Date.now(),
    get prometheus() {
      return `http://127.0.0.1:${prometheus.port}`;
    },
    alertmanager: `http://127.0.0.1:${port}`,
    sink,
    ...faultControl(environment, pace, fleet),
    stop: plane.stop,
    operator,
    written,
    pods,
    newPlace,
    async stopAlertmanager() {
      await alertmanager.stop();
      return async () => {
        alertmanager = await startRouting();
      };
    },
    async restartPrometheus(between) {
      await prometheus.stop();
      between?.(prometheusData(run.folder));
      prometheus = await startScraping();
    },
  };
}

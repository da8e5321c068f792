import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../environments';
import { namespaces } from '../../../models/names';
import { faultControl, type FaultControl } from '../../../preview/fault-control';
import { startFleet, type SimulatedPod } from '../../../preview/fleet/fleet';
import { startAlertmanagerWith, startPrometheus, type Site } from '../../../preview/programs';
import { startReceiving, type Received } from '../../rules/live-alertmanager';
import { deploy, type Deployment } from '../chain/deployment';
import { configurationHere } from '../chain/local-prometheus';
import { ownAddresses } from '../chain/own-addresses';
import { createNodes, createPod } from '../chain/pods';
import type { ClusterObjects } from '../control-plane/cluster-objects';
import type { ControlPlane } from '../control-plane/control-plane';
import { freePorts } from '../control-plane/free-port';
import { expectStatus } from '../control-plane/kubernetes-api';
import { severalAtOnce } from '../control-plane/several-at-once';
import { towardsStandIn } from './stand-in-receivers';

/** Many models as they run: a server for each endpoint, and a Prometheus and an Alertmanager with what the operator wrote. */
export interface ObservedScale extends Deployment, Pick<FaultControl, 'setFault'> {
  readonly environment: Environment;
  readonly pace: number;
  readonly pods: readonly SimulatedPod[];
  /** Port of Prometheus. */
  readonly port: number;
  readonly prometheus: string;
  readonly alertmanager: string;
  /** What receivers were sent. */
  readonly received: readonly Received[];
  /** Ends the programs and the servers, and takes pods, monitors and rules out of the cluster. */
  readonly stop: () => Promise<void>;
}

/** Definitions are there and the operator runs already. Whatever stop does not end ends with the control plane's run. */
export async function observeScale(
  plane: ControlPlane,
  cluster: ClusterObjects,
  environment: Environment,
  pace: number,
): Promise<ObservedScale> {
  const { api, run } = plane;
  const folder = join(run.folder, `observed-${environment.models.length}`);
  mkdirSync(folder);
  const fleet = await startFleet(environment, ownAddresses());
  run.atEnd(fleet.stop);
  const pods = [...fleet.pods.values(), ...fleet.exporterPods.values()];
  const deployment = await deploy(plane, cluster, environment, pace, pods);
  const { written } = deployment;
  await createNodes(api, pods);
  await severalAtOnce(pods, (pod) => createPod(api, pod));
  const receiving = await startReceiving();
  run.atEnd(receiving.stop);
  const site: Site = { folder, start: run.start };
  const [routing = 0] = await freePorts(1);
  const alertmanager = await startAlertmanagerWith(
    site,
    towardsStandIn(written, receiving.url, folder),
    routing,
  );
  const configuration = configurationHere(written, folder, {
    kubeconfig: plane.kubeconfig('live'),
    alertmanager: `127.0.0.1:${routing}`,
    cluster: fleet.clusterAddress,
  });
  const prometheus = await startPrometheus(site, configuration, pace);
  return {
    ...deployment,
    setFault: faultControl(environment, pace, fleet).setFault,
    environment,
    pace,
    pods,
    port: prometheus.port,
    prometheus: `http://127.0.0.1:${prometheus.port}`,
    alertmanager: `http://127.0.0.1:${routing}`,
    received: receiving.received,
    async stop() {
      await prometheus.stop();
      await alertmanager.stop();
      await receiving.stop();
      await fleet.stop();
      const inNamespaces = [...new Set(pods.map(({ namespace }) => namespace))].map(
        (namespace) => `/api/v1/namespaces/${namespace}/pods?gracePeriodSeconds=0`,
      );
      const watching = ['podmonitors', 'probes', 'prometheusrules'].map(
        (kind) => `/apis/monitoring.coreos.com/v1/namespaces/${namespaces.observatory}/${kind}`,
      );
      for (const path of [...inNamespaces, ...watching])
        expectStatus(await api.ask('DELETE', path), `DELETE ${path}`, 200);
    },
  };
}

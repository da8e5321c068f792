import { namespaces } from '../../../models/names';
import { binaryOf } from '../../../scripts/tool-binaries';
import type { ControlPlane } from './control-plane';
import { freePorts } from './free-port';
import { makeStorageClasses } from './storage-classes';

/** An operator that runs beside the control plane and not in a pod of it. */
export interface Operator {
  /** Lines of its log so far. */
  readonly log: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** Turns monitors, rules and the Secret of Alertmanager into configuration. */
export async function startPrometheusOperator(plane: ControlPlane): Promise<Operator> {
  await makeStorageClasses(plane.api);
  const [port = 0] = await freePorts(1);
  return start(plane, {
    name: 'prometheus-operator',
    args: [`-web.listen-address=127.0.0.1:${port}`],
    listens: /starting insecure server.*127\.0\.0\.1:(\d+)/,
  });
}

/** Makes Elasticsearch, Kibana, Logstash and Filebeat of what the logging stack applies. */
export const startElasticOperator = (plane: ControlPlane): Promise<Operator> =>
  start(plane, {
    name: 'eck-operator',
    args: [
      'manager',
      '--operator-namespace=kube-system',
      `--namespaces=${namespaces.logging},${namespaces.nodeAgents}`,
      '--enable-leader-election=false',
      '--disable-telemetry',
      '--disable-config-watch',
      // It would listen on every interface.
      '--metrics-host=127.0.0.1',
      '--metrics-port=0',
    ],
    listens: /Serving metrics server.*127\.0\.0\.1:(\d+)/,
  });

interface OperatorProgram {
  readonly name: 'prometheus-operator' | 'eck-operator';
  readonly args: readonly string[];
  readonly listens: RegExp;
}

async function start(plane: ControlPlane, { name, args, listens }: OperatorProgram): Promise<Operator> {
  let log = '';
  const { stop } = await plane.run.start({
    name,
    binary: binaryOf(name),
    args,
    listens,
    variables: { KUBECONFIG: plane.kubeconfig('live') },
    onOutput: (text) => {
      log += text;
    },
  });
  return { log: () => log.split('\n').filter((line) => line !== ''), stop };
}

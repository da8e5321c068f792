import { dump } from 'js-yaml';
import type { Environment } from '../../environments/environment';
import { alertmanagerConfiguration } from '../../rules';
import { localConfiguration, receiverUrl } from '../alertmanager-sink';
import { podsOf } from '../fleet/pods';
import { monitoredPods, prometheusConfiguration, ruleFilesOf } from '../prometheus-files';
import { addressOf, sinkAddress, sinkPath } from './addresses';
import { fleetAddress } from './fleet-addresses';
import type { Files } from './files';
import { pace } from './local-environment';

const rulesFolder = '/etc/prometheus/rules';
const yaml = (value: unknown): string => dump(value, { lineWidth: -1, noRefs: true });

/** Configuration of Prometheus and of Alertmanager, as `npm start` makes it, for servers at fixed addresses. */
export function monitoringFiles(environment: Environment): Files {
  const found = podsOf(environment, fleetAddress(environment));
  const rules = ruleFilesOf(environment, pace);
  return [
    [
      'prometheus/prometheus.yml',
      yaml(
        prometheusConfiguration({
          environment,
          pace,
          monitored: monitoredPods(environment, found, pace),
          clusterAddress: found.clusterAddress,
          ruleFiles: rules.map(({ name }) => `${rulesFolder}/${name}.yaml`),
          alertmanager: addressOf('alertmanager'),
          self: addressOf('prometheus'),
        }),
      ),
    ],
    ...rules.map(({ name, content }) => [`prometheus/rules/${name}.yaml`, yaml(content)] as const),
    [
      'alertmanager/alertmanager.yml',
      yaml(
        localConfiguration(alertmanagerConfiguration(environment, pace), (receiver) =>
          receiverUrl(sinkAddress, sinkPath, receiver),
        ),
      ),
    ],
  ];
}

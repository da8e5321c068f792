import type { Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { objects } from '../../models/names';

/** Values of the Pushgateway, to which batch jobs push their results. It cannot be replicated. */
export function pushgatewayValues(environment: Environment) {
  const keep = sizeOf(environment).prometheus.storage !== undefined;
  return {
    fullnameOverride: objects.pushgateway,
    // Monitors of the batch models scrape it, each keeping one model's series.
    serviceMonitor: { enabled: false },
    ...(keep
      ? {
          // A restart would otherwise forget when jobs last succeeded, and every one would count as silent.
          runAsStatefulSet: true,
          persistentVolume: { enabled: true, size: '2Gi' },
          extraArgs: ['--persistence.file=/data/metrics'],
        }
      : {}),
  };
}

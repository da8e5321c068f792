import { homeOf } from '../../environments/cluster';
import type { Environment } from '../../environments/environment';
import { withShards } from '../../environments/shards';
import { addressOf, localUrl } from './addresses';

/** Time runs as it does in a deployment: boards in Grafana look as far back as they say. */
export const pace = 1;

/**
 * The environment as it is on one machine: its home cluster, one of each part, no licence, nothing that is kept elsewhere.
 * Teams, models, promises, rules and retention are as they are.
 */
export function localEnvironment(environment: Environment): Environment {
  const { name, platform, context, gpuPlugin } = homeOf(environment);
  return {
    ...withShards(environment, 1),
    profile: 'single',
    // All of it is in a network of its own on one machine.
    monitoringTls: 'none',
    clusters: [
      {
        name,
        platform,
        context,
        gpuPlugin,
        home: true,
        prometheus: `http://${addressOf('prometheus')}`,
        alertmanager: `http://${addressOf('alertmanager')}`,
      },
    ],
    longTerm: { also: [], off: 'what runs on one machine is gone with its volumes' },
    logstash: {},
    // Boards are files, which nobody changes in Grafana.
    grafana: { url: localUrl('grafana'), delivery: 'configMap' },
    elastic: {
      url: `https://${addressOf('elasticsearch')}`,
      kibana: localUrl('kibana'),
      licence: 'basic',
    },
  };
}

import type { Environment } from '../environments';
import { federationInterval, longTermSources } from '../environments/long-term';
import { hasShards } from '../environments/shards';
import { printDuration } from '../models/duration';
import { dataSourceUids } from '../models/links';

/** A data source that needs no password. */
export interface DataSource {
  readonly uid: string;
  readonly name: string;
  readonly type: 'prometheus' | 'alertmanager';
  readonly url: string;
  readonly isDefault?: boolean;
  readonly settings: Readonly<Record<string, string | boolean>>;
  /** Sent with every question; no secrets. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Prometheus and Alertmanager of every cluster, and where summary series are kept. Elasticsearch needs a password, and one
 * given here would lie in the state, so the Grafana chart provisions that source from a Secret.
 */
export function dataSourcesFor(environment: Environment): readonly DataSource[] {
  const { clusters } = environment;
  const ofClusters = clusters.flatMap(({ name, home, prometheus, alertmanager }): readonly DataSource[] => {
    const cluster = clusters.length === 1 ? undefined : name;
    const suffix = cluster === undefined ? '' : ` (${cluster})`;
    const alertmanagerUid = dataSourceUids.alertmanager(cluster);
    return [
      {
        uid: dataSourceUids.prometheus(cluster),
        name: `Model Observatory Prometheus${suffix}`,
        type: 'prometheus',
        url: prometheus,
        isDefault: home,
        settings: {
          httpMethod: 'POST',
          manageAlerts: false,
          prometheusType: hasShards(environment) ? 'Thanos' : 'Prometheus',
          alertmanagerUid,
        },
      },
      {
        uid: alertmanagerUid,
        name: `Model Observatory Alertmanager${suffix}`,
        type: 'alertmanager',
        url: alertmanager,
        settings: { implementation: 'prometheus', handleGrafanaManagedAlerts: false },
      },
    ];
  });
  const longTerm = longTermSources(environment).map(({ cluster, url, type, headers }): DataSource => ({
    uid: dataSourceUids.longTerm(cluster),
    name: `Model Observatory long term${cluster === undefined ? '' : ` (${cluster})`}`,
    type: 'prometheus',
    url,
    settings: {
      httpMethod: 'POST',
      manageAlerts: false,
      prometheusType: type,
      // Lines of a graph ask for no finer steps than there are samples.
      timeInterval: printDuration(federationInterval),
    },
    ...(headers === undefined ? {} : { headers }),
  }));
  return [...ofClusters, ...longTerm];
}

import { Construct } from 'constructs';
import { DataSource } from '../.gen/providers/grafana/data-source';
import type { Environment } from '../environments';
import { federationInterval, longTermSources } from '../environments/long-term';
import { printDuration } from '../models/duration';
import { dataSourceUids } from '../models/links';
import { literal } from './terraform-literal';

/**
 * The data sources that need no password: Prometheus and Alertmanager of every cluster, and where summary series are kept.
 * Elasticsearch needs one, and a password given here would lie in the state, so the Grafana chart provisions that one from a
 * Secret.
 */
export class GrafanaDataSources extends Construct {
  constructor(scope: Construct, id: string, environment: Environment) {
    super(scope, id);
    const { clusters } = environment;
    for (const { name, home, prometheus, alertmanager } of clusters) {
      const cluster = clusters.length === 1 ? undefined : name;
      const suffix = cluster === undefined ? '' : ` (${cluster})`;
      const uids = {
        prometheus: dataSourceUids.prometheus(cluster),
        alertmanager: dataSourceUids.alertmanager(cluster),
      };
      new DataSource(this, uids.prometheus, {
        uid: uids.prometheus,
        name: `Model Observatory Prometheus${suffix}`,
        type: 'prometheus',
        url: literal(prometheus),
        isDefault: home,
        jsonDataEncoded: literal(
          JSON.stringify({
            httpMethod: 'POST',
            manageAlerts: false,
            prometheusType: 'Prometheus',
            alertmanagerUid: uids.alertmanager,
          }),
        ),
      });
      new DataSource(this, uids.alertmanager, {
        uid: uids.alertmanager,
        name: `Model Observatory Alertmanager${suffix}`,
        type: 'alertmanager',
        url: literal(alertmanager),
        jsonDataEncoded: literal(
          JSON.stringify({ implementation: 'prometheus', handleGrafanaManagedAlerts: false }),
        ),
      });
    }
    for (const { cluster, url, type, headers } of longTermSources(environment)) {
      const uid = dataSourceUids.longTerm(cluster);
      new DataSource(this, uid, {
        uid,
        name: `Model Observatory long term${cluster === undefined ? '' : ` (${cluster})`}`,
        type: 'prometheus',
        url: literal(url),
        jsonDataEncoded: literal(
          JSON.stringify({
            httpMethod: 'POST',
            manageAlerts: false,
            prometheusType: type,
            // Lines of a graph ask for no finer steps than there are samples.
            timeInterval: printDuration(federationInterval),
          }),
        ),
        ...(headers === undefined ? {} : { httpHeaders: { ...headers } }),
      });
    }
  }
}

import { Construct } from 'constructs';
import { DataSource } from '../.gen/providers/grafana/data-source';
import type { Cluster } from '../environments';
import { dataSourceUids } from '../models/links';
import { literal } from './terraform-literal';

/**
 * The data sources that need no password: Prometheus and Alertmanager of every cluster. Elasticsearch needs one, and a password given here would lie in the state, so
 * the Grafana chart provisions that one from a Secret.
 */
export class GrafanaDataSources extends Construct {
  constructor(scope: Construct, id: string, clusters: readonly Cluster[]) {
    super(scope, id);
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
  }
}

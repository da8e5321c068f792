import { Construct } from 'constructs';
import { DataSource } from '../.gen/providers/grafana/data-source';
import { dataSourceUids, serviceUrls } from '../models/links';
import { literal } from './terraform-literal';

/**
 * The data sources that need no password. Elasticsearch needs one, and a password given here would lie in the state, so
 * the Grafana chart provisions that one from a Secret.
 */
export class GrafanaDataSources extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new DataSource(this, dataSourceUids.prometheus, {
      uid: dataSourceUids.prometheus,
      name: 'Model Observatory Prometheus',
      type: 'prometheus',
      url: serviceUrls.prometheus,
      isDefault: true,
      jsonDataEncoded: literal(
        JSON.stringify({
          httpMethod: 'POST',
          manageAlerts: false,
          prometheusType: 'Prometheus',
          alertmanagerUid: dataSourceUids.alertmanager,
        }),
      ),
    });
    new DataSource(this, dataSourceUids.alertmanager, {
      uid: dataSourceUids.alertmanager,
      name: 'Model Observatory Alertmanager',
      type: 'alertmanager',
      url: serviceUrls.alertmanager,
      jsonDataEncoded: literal(
        JSON.stringify({ implementation: 'prometheus', handleGrafanaManagedAlerts: false }),
      ),
    });
  }
}

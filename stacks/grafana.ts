import type { Construct } from 'constructs';
import { GrafanaProvider } from '../.gen/providers/grafana/provider';
import { GrafanaDashboards } from '../constructs/grafana-dashboards';
import { GrafanaDataSources } from '../constructs/grafana-data-sources';
import { GrafanaFolders } from '../constructs/grafana-folders';
import { literal } from '../constructs/terraform-literal';
import { dashboardsFor, foldersFor } from '../dashboards';
import type { Environment } from '../environments';
import { SharedStack } from './shared-stack';

/** What people look at. Credentials come from GRAFANA_AUTH, so that none is written down. */
export class GrafanaStack extends SharedStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'grafana');
    new GrafanaProvider(this, 'grafana', { url: literal(environment.grafana.url) });
    this.constrain('grafana');

    new GrafanaDataSources(this, 'data-sources', environment);
    const folders = new GrafanaFolders(this, 'folders', foldersFor(environment));
    new GrafanaDashboards(this, 'dashboards', folders, dashboardsFor(environment));
  }
}

import { Construct } from 'constructs';
import { Dashboard as GrafanaDashboard } from '../.gen/providers/grafana/dashboard';
import type { PlacedDashboard } from '../dashboards';
import type { GrafanaFolders } from './grafana-folders';
import { literal } from './terraform-literal';

/** Largest dashboard that Grafana takes with a margin; unit: UTF-16 units of its JSON. */
const largestDashboard = 900 * 1024;

/** Dashboards as JSON text, each in its folder; an edit in Grafana shows in the next plan. */
export class GrafanaDashboards extends Construct {
  /** @throws where a dashboard is larger than Grafana takes */
  constructor(scope: Construct, id: string, folders: GrafanaFolders, dashboards: readonly PlacedDashboard[]) {
    super(scope, id);
    for (const { folder, dashboard } of dashboards) {
      const json = JSON.stringify(dashboard);
      if (json.length > largestDashboard) {
        throw new Error(`the dashboard "${dashboard.uid}" has ${json.length} characters of JSON`);
      }
      new GrafanaDashboard(this, dashboard.uid, {
        folder,
        configJson: literal(json),
        overwrite: true,
        dependsOn: [folders.folder(folder)],
      });
    }
  }
}

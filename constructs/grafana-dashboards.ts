import { Construct } from 'constructs';
import { Dashboard as GrafanaDashboard } from '../.gen/providers/grafana/dashboard';
import type { PlacedDashboard } from '../dashboards';
import type { GrafanaFolders } from './grafana-folders';
import { literal } from './terraform-literal';

/** Largest dashboard that Grafana takes with a margin; unit: UTF-16 units of its JSON. */
const largestDashboard = 900 * 1024;

/** Dashboards as JSON text, each in its folder; an edit in Grafana shows in the next plan. */
export class GrafanaDashboards extends Construct {
  private readonly byUid = new Map<string, GrafanaDashboard>();

  /** @throws where a dashboard is larger than Grafana takes */
  constructor(scope: Construct, id: string, folders: GrafanaFolders, dashboards: readonly PlacedDashboard[]) {
    super(scope, id);
    for (const { folder, dashboard } of dashboards) {
      const json = JSON.stringify(dashboard);
      if (json.length > largestDashboard) {
        throw new Error(`the dashboard "${dashboard.uid}" has ${json.length} characters of JSON`);
      }
      const placed = new GrafanaDashboard(this, dashboard.uid, {
        folder,
        configJson: literal(json),
        overwrite: true,
        dependsOn: [folders.folder(folder)],
      });
      this.byUid.set(dashboard.uid, placed);
    }
  }

  /** @throws where no board has that uid */
  dashboard(uid: string): GrafanaDashboard {
    const dashboard = this.byUid.get(uid);
    if (dashboard === undefined) throw new Error(`no Grafana dashboard "${uid}"`);
    return dashboard;
  }
}

import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { Construct } from 'constructs';
import { flatTitle, type Folder, type PlacedDashboard } from '../dashboards';
import { folderAnnotation, grafanaFileLabels, largestConfigMap } from '../models/grafana-files';
import { ownedLabels } from '../models/kubernetes';
import { namespaces } from '../models/names';
import { literal } from './terraform-literal';

/** One ConfigMap per board, which a container beside Grafana puts into its folder; an edit of one shows in the next plan. */
export class BoardConfigMaps extends Construct {
  /** @throws where a board is larger than a ConfigMap may be */
  constructor(
    scope: Construct,
    id: string,
    folders: readonly Folder[],
    dashboards: readonly PlacedDashboard[],
  ) {
    super(scope, id);
    const { label, value } = grafanaFileLabels.dashboards;
    for (const { folder, dashboard } of dashboards) {
      const { uid } = dashboard;
      const file = `${uid}.json`;
      const json = JSON.stringify(dashboard);
      const size = Buffer.byteLength(file) + Buffer.byteLength(json);
      if (size > largestConfigMap) {
        throw new Error(
          `the dashboard "${uid}" has ${size} bytes, and a ConfigMap holds ${largestConfigMap}; write grafana.delivery: provider, or take panels from its entry`,
        );
      }
      new ConfigMapV1(this, uid, {
        metadata: {
          name: uid,
          namespace: namespaces.monitoring,
          labels: { ...ownedLabels('dashboards'), [label]: value },
          annotations: { [folderAnnotation]: flatTitle(folders, folder) },
        },
        data: { [file]: literal(json) },
      });
    }
  }
}

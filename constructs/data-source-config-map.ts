import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import type { Construct } from 'constructs';
import { dump } from 'js-yaml';
import { provisioned, type DataSource } from '../dashboards';
import { grafanaFileLabels } from '../models/grafana-files';
import { ownedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import { literal } from './terraform-literal';

/** Data sources as Grafana reads them from a file, under the same uids as through its interface. */
export class DataSourceConfigMap extends ConfigMapV1 {
  constructor(scope: Construct, sources: readonly DataSource[]) {
    const { label, value } = grafanaFileLabels.dataSources;
    super(scope, objects.grafanaDataSources, {
      metadata: {
        name: objects.grafanaDataSources,
        namespace: namespaces.monitoring,
        labels: { ...ownedLabels('dashboards'), [label]: value },
      },
      data: {
        'model-observatory.yaml': literal(
          dump({ apiVersion: 1, prune: true, datasources: sources.map(provisioned) }, { lineWidth: -1 }),
        ),
      },
    });
  }
}

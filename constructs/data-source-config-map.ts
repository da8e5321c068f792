import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import type { Construct } from 'constructs';
import { dump } from 'js-yaml';
import type { DataSource } from '../dashboards';
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

/** Headers are numbered settings there, with values that a reader of Grafana does not see. */
const provisioned = ({ uid, name, type, url, isDefault = false, settings, headers = {} }: DataSource) => {
  const numbered = Object.entries(headers);
  return {
    uid,
    name,
    type,
    access: 'proxy',
    url,
    isDefault,
    editable: false,
    jsonData: {
      ...settings,
      ...Object.fromEntries(numbered.map(([header], index) => [`httpHeaderName${index + 1}`, header])),
    },
    ...(numbered.length === 0
      ? {}
      : {
          secureJsonData: Object.fromEntries(
            numbered.map(([, value], index) => [`httpHeaderValue${index + 1}`, escaped(value)]),
          ),
        }),
  };
};

/** Grafana reads a dollar sign in such a file as the beginning of a variable. */
const escaped = (text: string): string => text.replaceAll('$', '$$$$');

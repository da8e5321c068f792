import { Construct } from 'constructs';
import { DataSource as GrafanaDataSource } from '../.gen/providers/grafana/data-source';
import type { DataSource } from '../dashboards';
import { literal } from './terraform-literal';

/** Data sources by their fixed uids. */
export class GrafanaDataSources extends Construct {
  constructor(scope: Construct, id: string, sources: readonly DataSource[]) {
    super(scope, id);
    for (const { uid, name, type, url, isDefault, settings, headers } of sources) {
      new GrafanaDataSource(this, uid, {
        uid,
        name,
        type,
        url: literal(url),
        ...(isDefault === undefined ? {} : { isDefault }),
        jsonDataEncoded: literal(JSON.stringify(settings)),
        ...(headers === undefined ? {} : { httpHeaders: { ...headers } }),
      });
    }
  }
}

import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ElasticsearchSecurityRole } from '../.gen/providers/elasticstack/elasticsearch-security-role';
import { KibanaDataView } from '../.gen/providers/elasticstack/kibana-data-view';
import type { DataView, Role } from '../logs';
import { literal, literals } from './terraform-literal';

export interface LogAccessProps {
  readonly roles: readonly Role[];
  readonly dataView: DataView;
  /** What must exist before anyone may write. */
  readonly after: readonly ITerraformDependable[];
}

/** Who may write and read the logs, and the data view that links open. Users come from outside: they have passwords. */
export class LogAccess extends Construct {
  constructor(scope: Construct, id: string, { roles, dataView, after }: LogAccessProps) {
    super(scope, id);
    for (const { name, description, cluster, indices } of roles) {
      new ElasticsearchSecurityRole(this, name, {
        name,
        description: literal(description),
        cluster: [...cluster],
        indices: indices.map(({ names, privileges, query }) => ({
          names: literals([...names]),
          privileges: [...privileges],
          ...(query === undefined ? {} : { query: literal(JSON.stringify(query)) }),
        })),
        dependsOn: [...after],
      });
    }
    new KibanaDataView(this, dataView.id, { dataView: literals({ ...dataView }), override: true });
  }
}

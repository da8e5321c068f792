import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ElasticsearchSecurityRole } from '../.gen/providers/elasticstack/elasticsearch-security-role';
import type { Role } from '../logs';
import { literal, literals } from './terraform-literal';

export interface LogAccessProps {
  readonly roles: readonly Role[];
  /** What must exist before anyone may write. */
  readonly after: readonly ITerraformDependable[];
}

/** What may be done in Kibana where a role may be used: look at searches and boards, and change none. */
const looking = ['feature_discover_v2.read', 'feature_dashboard_v2.read'];

/**
 * Who may write and read the logs. Rights in Kibana are written as Kibana itself writes them into roles of Elasticsearch, so
 * a role is one resource. Users come from outside: they have passwords.
 */
export class LogAccess extends Construct {
  constructor(scope: Construct, id: string, { roles, after }: LogAccessProps) {
    super(scope, id);
    for (const { name, description, cluster, indices, spaces } of roles) {
      new ElasticsearchSecurityRole(this, name, {
        name,
        description: literal(description),
        cluster: [...cluster],
        indices: indices.map(({ names, privileges, query }) => ({
          names: literals([...names]),
          privileges: [...privileges],
          ...(query === undefined ? {} : { query: literal(JSON.stringify(query)) }),
        })),
        ...(spaces.length === 0
          ? {}
          : {
              applications: [
                {
                  application: 'kibana-.kibana',
                  privileges: looking,
                  resources: spaces.map((space) => `space:${space}`),
                },
              ],
            }),
        dependsOn: [...after],
      });
    }
  }
}

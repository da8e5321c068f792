import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ElasticsearchSecurityRole } from '../.gen/providers/elasticstack/elasticsearch-security-role';
import { kibanaRightsOf, type Role } from '../logs';
import { literal, literals } from './terraform-literal';

export interface LogAccessProps {
  readonly roles: readonly Role[];
  /** What must exist before anyone may write. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * Who may write and read the logs. Rights in Kibana are written as Kibana itself writes them into roles of Elasticsearch, so
 * a role is one resource. Users come from outside: they have passwords.
 */
export class LogAccess extends Construct {
  constructor(scope: Construct, id: string, { roles, after }: LogAccessProps) {
    super(scope, id);
    for (const role of roles) {
      const { name, description, cluster, indices } = role;
      const applications = kibanaRightsOf(role).map(({ application, privileges, resources }) => ({
        application,
        privileges: [...privileges],
        resources: [...resources],
      }));
      new ElasticsearchSecurityRole(this, name, {
        name,
        description: literal(description),
        cluster: [...cluster],
        indices: indices.map(({ names, privileges, query }) => ({
          names: literals([...names]),
          privileges: [...privileges],
          ...(query === undefined ? {} : { query: literal(JSON.stringify(query)) }),
        })),
        ...(applications.length === 0 ? {} : { applications }),
        dependsOn: [...after],
      });
    }
  }
}

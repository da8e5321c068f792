import type { Construct } from 'constructs';
import { ElasticstackProvider } from '../.gen/providers/elasticstack/provider';
import { KibanaSpaces } from '../constructs/kibana-spaces';
import { LogAccess } from '../constructs/log-access';
import { LogLifecycle } from '../constructs/log-lifecycle';
import { LogTemplates } from '../constructs/log-templates';
import { literal } from '../constructs/terraform-literal';
import type { Environment } from '../environments';
import {
  clusterSettingsFor,
  indexTemplatesFor,
  lifecyclesFor,
  policiesFor,
  rolesFor,
  snapshotPolicies,
  snapshotRepository,
  spacesFor,
} from '../logs';
import { SharedStack } from './shared-stack';

/** What Elasticsearch and Kibana know about logs. Credentials come from ELASTICSEARCH_... and KIBANA_... variables. */
export class ElasticStack extends SharedStack {
  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'elastic');
    new ElasticstackProvider(this, 'elasticstack', {
      elasticsearch: [{ endpoints: [literal(environment.elastic.url)] }],
      kibana: [{ endpoints: [literal(environment.elastic.kibana)] }],
    });
    this.constrain('elasticstack');

    const lifecycle = new LogLifecycle(this, 'lifecycle', {
      settings: clusterSettingsFor(environment),
      policies: policiesFor(environment),
      repository: snapshotRepository(environment),
      snapshots: snapshotPolicies(environment),
    });
    const templates = new LogTemplates(this, 'templates', {
      templates: indexTemplatesFor(environment),
      lifecycles: lifecyclesFor(environment),
      after: lifecycle.all,
    });
    new LogAccess(this, 'access', {
      roles: rolesFor(environment),
      // Without its role Logstash cannot write, so no stream comes to be before its templates.
      after: templates.streams,
    });
    new KibanaSpaces(this, 'kibana', spacesFor(environment));
  }
}

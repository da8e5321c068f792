import type { Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { namespaces } from '../../models/names';

/** Values of the operator of Elasticsearch, Kibana, Logstash and Filebeat. */
export const eckOperatorValues = (environment: Environment) => ({
  // Definitions inside this release would go with it, and every Elastic object with them.
  installCRDs: false,
  replicaCount: sizeOf(environment).operator.replicas,
  managedNamespaces: [namespaces.logging],
  telemetry: { disabled: true },
});

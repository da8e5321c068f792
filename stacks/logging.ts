import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import type { Construct } from 'constructs';
import { ChartRelease } from '../constructs/chart-release';
import { literals } from '../constructs/terraform-literal';
import type { Cluster, Environment } from '../environments';
import { logRoutes } from '../logs';
import { ownedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import { charts } from '../models/versions';
import { ClusterStack } from './cluster-stack';
import { eckStackValues } from './values/eck-stack';

/** Where logs go: Filebeat on every node, Logstash, and in the home cluster Elasticsearch and Kibana. */
export class LoggingStack extends ClusterStack {
  constructor(scope: Construct, environment: Environment, cluster: Cluster) {
    super(scope, environment, cluster, 'logging');
    this.useCluster('kubernetes', 'helm');

    // A ConfigMap of its own: a new model changes rows that Logstash rereads, and nothing restarts.
    const routes = new ConfigMapV1(this, 'log-routes', {
      metadata: {
        name: objects.logRoutes,
        namespace: namespaces.logging,
        labels: { ...ownedLabels('logs') },
      },
      data: literals({ ...logRoutes(environment) }),
    });
    new ChartRelease(this, 'eck-stack', {
      chart: charts.eckStack,
      namespace: namespaces.logging,
      values: eckStackValues(environment, cluster),
      after: [routes],
    });
  }
}

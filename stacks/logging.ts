import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import type { Construct } from 'constructs';
import { ChartRelease } from '../constructs/chart-release';
import { DisruptionBudget } from '../constructs/disruption-budget';
import { ObjectsRelease } from '../constructs/objects-release';
import { literal, literals } from '../constructs/terraform-literal';
import type { Cluster, Environment } from '../environments';
import { logRoutes } from '../logs';
import { logstashSize, sizeOf } from '../environments/sizes';
import { elasticsearchExporter } from '../models/exporters';
import { ownedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import { charts } from '../models/versions';
import { ClusterStack } from './cluster-stack';
import { elasticsearchReady, patience } from './elasticsearch-ready';
import { eckStackValues } from './values/eck-stack';
import { elasticsearchExporterValues } from './values/elasticsearch-exporter';
import { filebeatValues } from './values/filebeat';

/** Where logs go: Filebeat on every node, Logstash, in the home cluster Elasticsearch and Kibana, and what tells of them. */
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
    const account = this.snapshotAccount();
    const stack = new ChartRelease(this, 'eck-stack', {
      chart: this.chart(charts.eckStack),
      namespace: namespaces.logging,
      values: eckStackValues(environment, cluster),
      after: [routes, ...account],
    });
    new ChartRelease(this, 'filebeat', {
      chart: this.chart(charts.eckStack),
      namespace: namespaces.nodeAgents,
      values: filebeatValues(environment, cluster),
      // Where it sends to. A node's lines wait on the node.
      after: [stack],
    });
    this.disruptionBudgets();
    if (cluster.home) {
      new ObjectsRelease(this, 'elasticsearch-ready', {
        namespace: namespaces.logging,
        objects: [elasticsearchReady(environment)],
        after: [stack],
        jobs: patience,
      });
      new ChartRelease(this, elasticsearchExporter.monitor, {
        chart: this.chart(charts.elasticsearchExporter),
        namespace: namespaces.logging,
        values: elasticsearchExporterValues(),
        // Its certificates are made for what this release brings.
        after: [stack],
      });
    }
  }

  /** Of nothing else, so that no other pod can take the role; its token is for Amazon and not for the API server. */
  private snapshotAccount(): readonly ServiceAccountV1[] {
    const role = this.environment.elastic.snapshots?.s3?.role;
    if (!this.cluster.home || role === undefined) return [];
    return [
      new ServiceAccountV1(this, 'snapshot-account', {
        metadata: {
          name: objects.snapshotAccount,
          namespace: namespaces.logging,
          labels: { ...ownedLabels('logs') },
          annotations: { 'eks.amazonaws.com/role-arn': literal(role) },
        },
        automountServiceAccountToken: false,
      }),
    ];
  }

  /** The operator makes one for Elasticsearch only. */
  private disruptionBudgets(): void {
    const { kibana } = sizeOf(this.environment);
    const budgets = [
      {
        name: 'logstash',
        replicas: logstashSize(this.environment).replicas,
        selector: { 'logstash.k8s.elastic.co/name': objects.logstash },
      },
      {
        name: 'kibana',
        replicas: this.cluster.home ? kibana.replicas : 0,
        selector: { 'kibana.k8s.elastic.co/name': objects.kibana },
      },
    ];
    for (const { name, replicas, selector } of budgets) {
      if (replicas > 1) new DisruptionBudget(this, name, { namespace: namespaces.logging, selector });
    }
  }
}

import type { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { ChartRelease } from '../constructs/chart-release';
import { ExistingNodes } from '../constructs/existing-nodes';
import { GuardedNamespace } from '../constructs/guarded-namespace';
import { NetworkPolicy } from '../constructs/network-policy';
import { ObjectsRelease } from '../constructs/objects-release';
import { StatedKubernetes } from '../constructs/stated-kubernetes';
import { poolsIn, type Cluster, type Environment } from '../environments';
import { blackboxExporter } from '../models/exporters';
import { ownedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import { charts } from '../models/versions';
import { ClusterStack } from './cluster-stack';
import { embeddedLongTerm } from './long-term/embedded';
import { loggingPaths } from './network/logging-paths';
import { monitoringPaths } from './network/monitoring-paths';
import { nodePaths } from './network/node-paths';
import { closedByDefault, policiesOf } from './network/policies';
import { nodeObjectsOf } from './nodes/node-objects';
import { ownedOnce } from './owned-once';
import { partsOf } from './parts';
import { externalSecretsFor } from './security/external-secrets';
import { grafanaSidecarRole } from './security/grafana-sidecar-role';
import { namespaceLevels } from './security/namespace-levels';
import { furtherPrometheus } from './shards/further-prometheus';
import { thanosQuery } from './shards/thanos-query';
import { blackboxExporterValues } from './values/blackbox-exporter';
import { dcgmExporterValues } from './values/dcgm-exporter';
import { eckOperatorValues } from './values/eck-operator';
import { gpuOperatorValues } from './values/gpu-operator';
import { kubePrometheusStackValues } from './values/kube-prometheus-stack';
import { nvidiaDevicePluginValues } from './values/nvidia-device-plugin';
import { prometheusOperatorCrdsValues } from './values/prometheus-operator-crds';
import { pushgatewayValues } from './values/pushgateway';

/**
 * What models and their monitoring stand on: namespaces, pools of GPU nodes, operators, Prometheus, Alertmanager,
 * exporters, and in the home cluster Grafana.
 */
export class PlatformStack extends ClusterStack {
  private readonly parts = partsOf(this.environment, this.cluster);
  private readonly byName = new Map<string, GuardedNamespace>();

  constructor(scope: Construct, environment: Environment, cluster: Cluster) {
    super(scope, environment, cluster, 'platform');
    this.useCluster('kubernetes', 'helm');
    this.kubernetesVersion();
    const classes = this.priorities();
    const own = {
      observatory: this.namespace(namespaces.observatory),
      monitoring: this.namespace(namespaces.monitoring),
      logging: this.namespace(namespaces.logging),
      nodeAgents: this.namespace(namespaces.nodeAgents),
    };
    const secrets = this.externalSecrets(Object.values(own));
    this.gpuNodes(own.observatory);
    this.gpuPlugin(classes);
    this.nodeAgents([own.nodeAgents, ...classes]);
    this.monitoring([own.monitoring, own.nodeAgents, ...classes, ...secrets]);
    this.elastic([own.logging, own.nodeAgents, ...classes, ...secrets]);
    this.network();
  }

  private namespace(name: keyof typeof namespaceLevels): GuardedNamespace {
    const namespace = new GuardedNamespace(this, name, namespaceLevels[name]);
    this.byName.set(name, namespace);
    return namespace;
  }

  /** What brings the Secrets that the rest mounts, where an operator of the cluster does. */
  private externalSecrets(after: readonly ITerraformDependable[]): readonly ITerraformDependable[] {
    const objects = externalSecretsFor(this.environment, this.cluster);
    if (objects.length === 0) return [];
    return [
      new ObjectsRelease(this, 'external-secrets', { namespace: namespaces.observatory, objects, after }),
    ];
  }

  /** Who may talk to whom in our namespaces, beside what changes with the models. */
  private network(): void {
    const { environment, cluster } = this;
    const network = { environment, cluster };
    const paths = [...monitoringPaths(network), ...loggingPaths(network), ...nodePaths(network)];
    for (const policy of [...closedByDefault(network), ...policiesOf(network, paths)]) {
      const own = this.byName.get(policy.namespace);
      new NetworkPolicy(this, policy, own === undefined ? [] : [own]);
    }
  }

  private kubernetesVersion(): void {
    const { name: cluster, kubernetes: version } = this.cluster;
    if (version !== undefined) new StatedKubernetes(this, 'kubernetes-version', { cluster, version });
  }

  /** Of the pods that this program brings: when a node is full, what watches is not the first to go. */
  private priorities(): readonly PriorityClassV1[] {
    return [
      this.priority(objects.priority, 1_000_000, 'What watches the models, and what keeps their logs.'),
      this.priority(
        objects.nodePriority,
        10_000_000,
        'Agents of which each node has one, and could not have another elsewhere.',
      ),
    ];
  }

  private priority(name: string, value: number, description: string): PriorityClassV1 {
    return new PriorityClassV1(this, name, {
      metadata: { name, labels: { ...ownedLabels('platform') } },
      value,
      description,
    });
  }

  /** Nodes that are there already are looked at, others are asked for: one release per pool. */
  private gpuNodes(own: NamespaceV1): void {
    const { environment, cluster } = this;
    const pools = poolsIn(environment, cluster);
    for (const { name, selector, labels, taints, nodes } of pools) {
      if (nodes.from !== 'selector') continue;
      new ExistingNodes(this, `gpu-pool-${name}`, {
        pool: name,
        cluster: cluster.name,
        selector,
        minimum: nodes.minimum,
        labels,
        taints,
      });
    }
    const releases = pools
      .map((pool) => ({
        name: `gpu-pool-${pool.name}`,
        objects: nodeObjectsOf(pool, cluster),
      }))
      .filter(({ objects: made }) => made.length > 0);
    for (const release of ownedOnce(releases)) {
      new ObjectsRelease(this, release.name, {
        namespace: namespaces.observatory,
        objects: release.objects,
        after: [own],
      });
    }
  }

  /** What tells kubelets of their GPUs. */
  private gpuPlugin(classes: readonly PriorityClassV1[]): void {
    const { environment, cluster } = this;
    if (!this.parts.gpuPlugin) return;
    const own = this.namespace(namespaces.gpus);
    const place = { namespace: namespaces.gpus, after: [own, ...classes] };
    if (cluster.gpuPlugin === 'gpu-operator') {
      const values = gpuOperatorValues(environment, cluster);
      new ChartRelease(this, cluster.gpuPlugin, { ...place, chart: this.chart(charts.gpuOperator), values });
    } else {
      const values = nvidiaDevicePluginValues(environment, cluster);
      new ChartRelease(this, cluster.gpuPlugin, {
        ...place,
        chart: this.chart(charts.nvidiaDevicePlugin),
        values,
      });
    }
  }

  /** Exporters that see their node from within, beside those that charts of other namespaces bring. */
  private nodeAgents(after: readonly ITerraformDependable[]): void {
    const { environment, cluster } = this;
    if (!this.parts.gpuExporter) return;
    new ChartRelease(this, 'dcgm-exporter', {
      chart: this.chart(charts.dcgmExporter),
      namespace: namespaces.nodeAgents,
      values: dcgmExporterValues(environment, cluster),
      after,
    });
  }

  private monitoring(after: readonly ITerraformDependable[]): void {
    const { environment, cluster, parts } = this;
    const namespace = namespaces.monitoring;
    const definitions = new ChartRelease(this, 'prometheus-operator-crds', {
      chart: this.chart(charts.prometheusOperatorCrds),
      namespace,
      values: prometheusOperatorCrdsValues(environment),
      after,
    });
    if (parts.longTerm) {
      new ObjectsRelease(this, objects.longTerm, {
        namespace,
        objects: embeddedLongTerm(environment, cluster),
        after: [definitions],
      });
    }
    const shards: ITerraformDependable[] = [];
    if (parts.shards) {
      // Before the chart, whose Prometheus reads what is taken off alerts from a Secret among them.
      shards.push(
        new ObjectsRelease(this, objects.shards, {
          namespace,
          objects: [...furtherPrometheus(environment, cluster), ...thanosQuery(environment)],
          after: [definitions],
        }),
      );
    }
    const sidecarRights = this.grafanaSidecarRights(after);
    new ChartRelease(this, objects.prometheusStack, {
      chart: this.chart(charts.kubePrometheusStack),
      namespace,
      values: kubePrometheusStackValues(environment, cluster),
      after: [definitions, ...shards, ...sidecarRights],
    });
    if (parts.pushgateway) {
      new ChartRelease(this, objects.pushgateway, {
        chart: this.chart(charts.pushgateway),
        namespace,
        values: pushgatewayValues(cluster),
        after,
      });
    }
    if (parts.blackboxExporter) {
      new ChartRelease(this, blackboxExporter.selector['app.kubernetes.io/name'], {
        chart: this.chart(charts.blackboxExporter),
        namespace,
        values: blackboxExporterValues(environment),
        after,
      });
    }
  }

  /** The chart would let what picks up ConfigMaps read the Secrets of the namespace as well. */
  private grafanaSidecarRights(after: readonly ITerraformDependable[]): readonly ITerraformDependable[] {
    const { environment, cluster } = this;
    if (!cluster.home || environment.grafana.delivery !== 'configMap') return [];
    const role = grafanaSidecarRole;
    return [
      new ObjectsRelease(this, role.metadata.name, {
        namespace: namespaces.monitoring,
        objects: [role],
        after,
      }),
    ];
  }

  private elastic(after: readonly ITerraformDependable[]): void {
    const namespace = namespaces.logging;
    const definitions = new ChartRelease(this, 'eck-operator-crds', {
      chart: this.chart(charts.eckOperatorCrds),
      namespace,
      values: {},
      after,
    });
    new ChartRelease(this, 'eck-operator', {
      chart: this.chart(charts.eckOperator),
      namespace,
      values: eckOperatorValues(this.environment),
      after: [definitions],
    });
  }
}

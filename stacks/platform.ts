import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import type { Construct } from 'constructs';
import { ChartRelease } from '../constructs/chart-release';
import { hasGpus } from '../environments/cluster';
import type { Cluster, Environment } from '../environments';
import { blackboxExporter } from '../models/exporters';
import { ownedLabels } from '../models/kubernetes';
import { namespaces, objects } from '../models/names';
import { charts } from '../models/versions';
import { ClusterStack } from './cluster-stack';
import { blackboxExporterValues } from './values/blackbox-exporter';
import { dcgmExporterValues } from './values/dcgm-exporter';
import { eckOperatorValues } from './values/eck-operator';
import { kubePrometheusStackValues } from './values/kube-prometheus-stack';
import { pushgatewayValues } from './values/pushgateway';

/**
 * What every model's monitoring stands on: namespaces, operators, Prometheus, Alertmanager, exporters, and
 * in the home cluster Grafana.
 */
export class PlatformStack extends ClusterStack {
  constructor(scope: Construct, environment: Environment, cluster: Cluster) {
    super(scope, environment, cluster, 'platform');
    this.useCluster('kubernetes', 'helm');
    this.namespace(namespaces.observatory);
    this.monitoring(this.namespace(namespaces.monitoring));
    this.elastic(this.namespace(namespaces.logging));
  }

  private namespace(name: string): NamespaceV1 {
    return new NamespaceV1(this, name, { metadata: { name, labels: { ...ownedLabels('platform') } } });
  }

  private monitoring(own: NamespaceV1): void {
    const { environment, cluster } = this;
    const namespace = namespaces.monitoring;
    const definitions = new ChartRelease(this, 'prometheus-operator-crds', {
      chart: charts.prometheusOperatorCrds,
      namespace,
      values: {},
      after: [own],
    });
    new ChartRelease(this, objects.prometheusStack, {
      chart: charts.kubePrometheusStack,
      namespace,
      values: kubePrometheusStackValues(environment, cluster),
      after: [definitions],
    });
    if (environment.models.some(({ sources }) => sources.some(({ gateway }) => gateway))) {
      new ChartRelease(this, objects.pushgateway, {
        chart: charts.pushgateway,
        namespace,
        values: pushgatewayValues(environment),
        after: [own],
      });
    }
    if (environment.models.some(({ probe }) => probe !== undefined)) {
      new ChartRelease(this, blackboxExporter.selector['app.kubernetes.io/name'], {
        chart: charts.blackboxExporter,
        namespace,
        values: blackboxExporterValues(environment),
        after: [own],
      });
    }
    if (hasGpus(environment)) {
      new ChartRelease(this, 'dcgm-exporter', {
        chart: charts.dcgmExporter,
        namespace,
        values: dcgmExporterValues(environment),
        after: [own],
      });
    }
  }

  private elastic(own: NamespaceV1): void {
    const namespace = namespaces.logging;
    const definitions = new ChartRelease(this, 'eck-operator-crds', {
      chart: charts.eckOperatorCrds,
      namespace,
      values: {},
      after: [own],
    });
    new ChartRelease(this, 'eck-operator', {
      chart: charts.eckOperator,
      namespace,
      values: eckOperatorValues(this.environment),
      after: [definitions],
    });
  }
}

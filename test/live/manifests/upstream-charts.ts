import type { KubernetesObject } from '../../../models/kubernetes';
import type { DeployedRelease } from '../../stacks/deployed';
import { definitionsOf } from './definitions';
import { elasticObjects } from './elastic-charts';
import { kubePrometheusStackObjects } from './kube-prometheus-stack';

/** What comes of a release of an upstream chart. */
type Making = (release: DeployedRelease) => readonly KubernetesObject[];

/** The chart is on no machine without network, and nothing that it makes is a custom resource. */
const nothingOfOurs: Making = () => [];

const charts: Readonly<Record<string, Making>> = {
  'prometheus-operator-crds': () => definitionsOf('prometheus-operator-crds'),
  'eck-operator-crds': () => definitionsOf('eck-operator-crds'),
  'kube-prometheus-stack': kubePrometheusStackObjects,
  'eck-operator': (release) => elasticObjects('eck-operator', release),
  'eck-stack': (release) => elasticObjects('eck-stack', release),
  'dcgm-exporter': nothingOfOurs,
  'gpu-operator': nothingOfOurs,
  'nvidia-device-plugin': nothingOfOurs,
  'prometheus-blackbox-exporter': nothingOfOurs,
  'prometheus-elasticsearch-exporter': nothingOfOurs,
  'prometheus-pushgateway': nothingOfOurs,
};

/** @throws Error for a chart that nobody has thought of */
export function upstreamObjects(release: DeployedRelease): readonly KubernetesObject[] {
  const make = charts[release.chart];
  if (make === undefined)
    throw new Error(`the live tests do not know what the chart ${release.chart} brings to a cluster`);
  return make(release);
}

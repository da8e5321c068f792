import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../models/kubernetes';
import { sourcesOf } from '../../../scripts/tool-folders';
import type { DeployedRelease } from '../../stacks/deployed';
import { definitionsOf } from './definitions';
import { renderedBy } from './helm';
import { kubePrometheusStackObjects } from './kube-prometheus-stack';

/** What comes of a release of an upstream chart. */
type Making = (release: DeployedRelease) => readonly KubernetesObject[];

/** Charts of the Elastic operator's module, which Helm renders as it would in a deployment. */
const elastic =
  (folder: string): Making =>
  (release) => {
    const chart = join(sourcesOf('eck-operator', 'github.com/elastic/cloud-on-k8s/v3'), folder);
    const { version } = load(readFileSync(join(chart, 'Chart.yaml'), 'utf8')) as { readonly version: string };
    if (version !== release.upstream?.version)
      throw new Error(
        `${release.name} is of version ${release.upstream?.version}, but tools/eck-operator has ${version}`,
      );
    return renderedBy(chart, release);
  };

/** The chart is on no machine without network, and nothing that it makes is a custom resource. */
const nothingOfOurs: Making = () => [];

const charts: Readonly<Record<string, Making>> = {
  'prometheus-operator-crds': () => definitionsOf('prometheus-operator-crds'),
  'eck-operator-crds': () => definitionsOf('eck-operator-crds'),
  'kube-prometheus-stack': kubePrometheusStackObjects,
  'eck-operator': elastic('deploy/eck-operator'),
  'eck-stack': elastic('deploy/eck-stack'),
  'dcgm-exporter': nothingOfOurs,
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

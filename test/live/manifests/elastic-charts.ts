import { load } from 'js-yaml';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../models/kubernetes';
import { charts, type ChartLine } from '../../../models/versions';
import { sourcesOf } from '../../../scripts/tool-folders';
import { renderedBy, type Rendering } from './helm';

/** Where the charts lie in the module of the operator. */
const folders = {
  'eck-operator': { chart: charts.eckOperator, folder: 'deploy/eck-operator' },
  'eck-operator-crds': {
    chart: charts.eckOperatorCrds,
    folder: 'deploy/eck-operator/charts/eck-operator-crds',
  },
  'eck-stack': { chart: charts.eckStack, folder: 'deploy/eck-stack' },
} as const satisfies Readonly<Record<string, { readonly chart: ChartLine; readonly folder: string }>>;

/**
 * What Helm makes of a chart of Elastic, as it would in a deployment.
 *
 * @throws Error where the module has another version of the chart than the one that is deployed
 */
export function elasticObjects(name: keyof typeof folders, release: Rendering): readonly KubernetesObject[] {
  const { chart, folder } = folders[name];
  const path = join(sourcesOf('eck-operator', 'github.com/elastic/cloud-on-k8s/v3'), folder);
  const { version } = load(readFileSync(join(path, 'Chart.yaml'), 'utf8')) as { readonly version: string };
  const [deployed] = chart.versions;
  if (version !== deployed)
    throw new Error(`${name} ${deployed} is deployed, but the module of tools/eck-operator holds ${version}`);
  return renderedBy(path, release);
}

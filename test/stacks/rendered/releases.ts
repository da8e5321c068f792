import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import type { KubernetesObject } from '../../../models/kubernetes';
import { renderedBy } from '../../live/manifests/helm';
import { deployedBy, type DeployedRelease } from '../deployed';
import { committed, overAllPlatforms, synthesised } from '../synthesised';
import { factsOf, type Facts } from './facts';

/** A release of an upstream chart, and the file that tells what the real chart made of it. */
export interface Rendered {
  /** Below `test/golden/`. */
  readonly file: string;
  readonly release: DeployedRelease;
  readonly chart: string;
}

/** What a file holds. */
export interface Golden extends Facts {
  readonly chart: string;
  /** What the facts were rendered from, without amounts. */
  readonly values: unknown;
}

/** Charts that say nothing that the rest relies on, with the reason. */
const notRendered: Readonly<Record<string, string>> = {
  'prometheus-operator-crds': 'definitions, which the live tests read from the module of the operator',
  'eck-operator-crds': 'definitions, which the live tests read from the module of the operator',
};

const monitoring = 'kube-prometheus-stack';

/** Profile `ha` of a managed cluster whole, what `single` has beside it or else, and clusters of other platforms. */
const places: readonly { readonly folder: string; readonly only?: RegExp }[] = [
  { folder: 'prod' },
  { folder: 'dev', only: new RegExp(`^(?:${monitoring}|prometheus-blackbox-exporter)$`) },
  // NVIDIA's operator: with driver, toolkit and instances, and beside images that have driver and toolkit.
  { folder: 'fleet-metal', only: new RegExp(`^(?:${monitoring}|gpu-operator)$`) },
  { folder: 'fleet-amazon', only: /^gpu-operator$/ },
  { folder: 'fleet-google', only: new RegExp(`^${monitoring}$`) },
];

/** Every release that is rendered, as the stacks make it now. */
export function renderedReleases(): readonly Rendered[] {
  const stacks = Object.values(synthesised([committed('prod'), committed('dev'), overAllPlatforms()]));
  return places.flatMap(({ folder, only }) =>
    stacks
      .filter(({ name }) => name.startsWith(`${folder}-`))
      .flatMap(deployedBy)
      .flatMap((one) => ('release' in one ? [one.release] : []))
      .filter(({ name, chart, upstream }) => {
        if (upstream === undefined || chart in notRendered) return false;
        return only?.test(name) !== false;
      })
      .map((release) => ({
        file: `rendered/${folder}/${release.name}.json`,
        release,
        chart: `${release.chart} ${release.upstream?.version ?? ''}`,
      })),
  );
}

/** How much of something there is: sizes may change, and what a chart makes of them is only that. */
const amount =
  /^(?:replicas|replicaCount|count|memory|cpu|storage|size|retention|retentionSize|minAvailable|maxUnavailable|value|sampleLimit|enforced\w+Limit|heap)$/;
/** Texts of ours that a chart passes on as they are. */
const passedOn = /^(?:customMetrics|config\.string|map|data)$/;

/** Values as far as they decide what a chart makes. */
export function withoutAmounts(value: unknown): unknown {
  if (Array.isArray(value)) return (value as readonly unknown[]).map(withoutAmounts);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, field]) => !passedOn.test(key) && !(amount.test(key) && typeof field !== 'object'))
      .map(([key, field]) => [key, withoutAmounts(field)]),
  );
}

/**
 * Where the real chart of a release lies.
 *
 * @throws Error where the folder lacks it, or has it in another version
 */
export function chartOf(folder: string, { release, chart }: Rendered): string {
  const { version: deployed = '' } = release.upstream ?? {};
  const ofVersion = join(folder, deployed, release.chart);
  const path = existsSync(ofVersion) ? ofVersion : join(folder, release.chart);
  const about = join(path, 'Chart.yaml');
  if (!existsSync(about))
    throw new Error(`${folder} has no folder ${deployed}/${release.chart} with the chart`);
  const { version } = load(readFileSync(about, 'utf8')) as { readonly version: string };
  if (`${release.chart} ${version}` !== chart)
    throw new Error(`${path} is version ${version}, and ${chart} is deployed`);
  return path;
}

/** What Helm makes of a release with the real chart. */
export const objectsOf = (
  folder: string,
  rendered: Rendered,
  kubernetes?: string,
): readonly KubernetesObject[] => renderedBy(chartOf(folder, rendered), rendered.release, kubernetes);

/** Definitions in a chart and in those within it, which Helm installs first and does not print. */
export function definitionsBeside(folder: string, rendered: Rendered): readonly KubernetesObject[] {
  const chart = chartOf(folder, rendered);
  return readdirSync(chart, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?:^|\/)crds\/[^/]+\.yaml$/.test(file))
    .sort()
    .flatMap((file) => loadAll(readFileSync(join(chart, file), 'utf8')) as readonly KubernetesObject[]);
}

/** The facts about it, as they are kept; for the Kubernetes of the live tests unless another one is given. */
export const renderedNow = (folder: string, rendered: Rendered, kubernetes?: string): Golden => ({
  chart: rendered.chart,
  values: withoutAmounts(rendered.release.values),
  ...factsOf(objectsOf(folder, rendered, kubernetes), rendered.release.namespace),
});

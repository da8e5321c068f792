import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../models/kubernetes';
import { sourcesOf } from '../../../scripts/tool-folders';

/** Where operators keep the definitions of their custom resources. */
const folders = {
  'prometheus-operator-crds': () =>
    join(
      sourcesOf('prometheus-operator', 'github.com/prometheus-operator/prometheus-operator'),
      'example/prometheus-operator-crd',
    ),
  'eck-operator-crds': () =>
    join(sourcesOf('eck-operator', 'github.com/elastic/cloud-on-k8s/v3'), 'config/crds/v1/resources'),
} as const;

/** The chart that would bring the definitions. */
export type DefinitionsChart = keyof typeof folders;

const read = new Map<DefinitionsChart, readonly KubernetesObject[]>();

/** The real definitions, from the modules that the operators are built of. */
export function definitionsOf(chart: DefinitionsChart): readonly KubernetesObject[] {
  const known = read.get(chart);
  if (known !== undefined) return known;
  const folder = folders[chart]();
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'kustomization.yaml')
    .sort()
    .map((name) => load(readFileSync(join(folder, name), 'utf8')) as KubernetesObject);
  if (found.some(({ kind }) => kind !== 'CustomResourceDefinition') || found.length === 0)
    throw new Error(`${folder} does not hold definitions and nothing else`);
  read.set(chart, found);
  return found;
}

export const allDefinitions = (): readonly KubernetesObject[] =>
  (Object.keys(folders) as DefinitionsChart[]).flatMap(definitionsOf);

import { load } from 'js-yaml';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../models/kubernetes';
import { namespaces } from '../../../models/names';
import { sourcesOf } from '../../../scripts/tool-folders';
import { elasticObjects } from './elastic-charts';
import { aksNodeClassDefinition, computeClassDefinition } from './told-definitions';

/**
 * The definitions of custom resources by the chart that would bring them, or by the platform that has them: the real ones
 * where they are in a Go module, else what is told of them here.
 */
const sources = {
  'prometheus-operator-crds': prometheusOperatorDefinitions,
  // Those in `config/crds/v1/resources` are not what is deployed: they lack the patches that let a pod be written in part.
  'eck-operator-crds': () =>
    elasticObjects('eck-operator-crds', { name: 'definitions', namespace: namespaces.logging, values: {} }),
  // Those of Amazon's module refuse more labels than Karpenter's own.
  'karpenter-crd': () =>
    definitionsIn('karpenter', 'github.com/aws/karpenter-provider-aws', 'pkg/apis/crds').filter(
      ({ metadata }) => /^(?:nodepools|ec2nodeclasses)\./.test(metadata.name),
    ),
  'external-secrets': () =>
    definitionsIn(
      'external-secrets',
      'github.com/external-secrets/external-secrets',
      'config/crds/bases',
    ).filter(
      ({ kind, metadata }) =>
        // A kustomization lies beside them.
        kind === 'CustomResourceDefinition' && metadata.name.startsWith('externalsecrets.'),
    ),
  aks: () => [aksNodeClassDefinition],
  gke: () => [computeClassDefinition],
} as const;

/** The chart is in no Go module, but what it holds is. */
function prometheusOperatorDefinitions(): readonly KubernetesObject[] {
  return definitionsIn(
    'prometheus-operator',
    'github.com/prometheus-operator/prometheus-operator',
    'example/prometheus-operator-crd',
  );
}

function definitionsIn(
  tool: Parameters<typeof sourcesOf>[0],
  module: string,
  path: string,
): readonly KubernetesObject[] {
  const folder = join(sourcesOf(tool, module), path);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => load(readFileSync(join(folder, name), 'utf8')) as KubernetesObject);
}

type DefinitionsChart = keyof typeof sources;

const read = new Map<DefinitionsChart, readonly KubernetesObject[]>();

export function definitionsOf(chart: DefinitionsChart): readonly KubernetesObject[] {
  const known = read.get(chart);
  if (known !== undefined) return known;
  const found = sources[chart]();
  if (found.some(({ kind }) => kind !== 'CustomResourceDefinition') || found.length === 0)
    throw new Error(`what stands in for ${chart} does not hold definitions and nothing else`);
  read.set(chart, found);
  return found;
}

export const allDefinitions = (): readonly KubernetesObject[] =>
  (Object.keys(sources) as DefinitionsChart[]).flatMap(definitionsOf);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtNode } from '../../../scripts/elasticsearch-build';
import type { ElasticsearchNode } from './elasticsearch';

const { resources } = builtNode('elasticsearch');

/** A file of those that a whole Elasticsearch installs when it starts. */
export const installed = (name: string): Readonly<Record<string, unknown>> =>
  JSON.parse(
    readFileSync(join(resources, `${name}.json`), 'utf8').replace(
      /\$\{xpack\.stack\.template\.(version|deprecated)\}/g,
      (_whole, what) => (what === 'version' ? '1' : 'false'),
    ),
  ) as Readonly<Record<string, unknown>>;

const components = ['logs@mappings', 'logs@settings', 'ecs@mappings'] as const;

/**
 * Elastic's own templates for logs, which a node of jars does not install: as they are, out of the last version whose
 * resources can be had. Its pipeline gives a document without a time one; the processor for that cannot be had, and ours
 * all have one, so the pipeline does nothing here.
 */
export async function installBuiltIn({ told }: ElasticsearchNode): Promise<void> {
  await told('PUT', '/_ingest/pipeline/logs@default-pipeline', { processors: [] });
  for (const name of components) await told('PUT', `/_component_template/${name}`, installed(name));
  await told('PUT', '/_index_template/logs', installed('logs@template'));
}

import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { dashboardsFor } from '../dashboards';
import { poolsIn, type Cluster, type Environment } from '../environments';
import { shardsOf } from '../environments/shards';
import {
  dataViewsOf,
  filebeatConfiguration,
  indexTemplatesFor,
  lifecyclesFor,
  logRoutes,
  pipelinesFor,
  printSavedObjects,
  rolesFor,
  savedObjectsOf,
  spacesFor,
} from '../logs';
import {
  alertmanagerConfiguration,
  companyRules,
  notificationTexts,
  rulesFor,
  shardName,
  sharedRules,
  templateFile,
} from '../rules';
import { clusterMonitors, exporterMonitors, podMonitorsFor, probesFor } from '../scrape';
import { nodeObjectsOf } from '../stacks/nodes/node-objects';
import { eckStackValues } from '../stacks/values/eck-stack';
import { kubePrometheusStackValues } from '../stacks/values/kube-prometheus-stack';
import { UsageError } from './command';

/** Native files of one environment: path below the output folder -> text. */
export type Artefacts = ReadonlyMap<string, string>;

const yaml = (value: unknown): string => dump(value, { lineWidth: -1, noRefs: true });
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Every native file of an environment. Rule files are what Prometheus itself reads. */
export function artefactsOf(environment: Environment): Artefacts {
  const files = new Map<string, string>();
  for (const shard of shardsOf(environment)) {
    files.set(`rules/${shardName('shared', shard)}.yaml`, yaml(sharedRules(environment, 1, shard).spec));
    for (const { file, object } of companyRules(environment, 1, shard))
      files.set(`rules/company/${file}.yaml`, yaml(object.spec));
  }
  for (const model of environment.models) {
    files.set(`rules/models/${model.name}.yaml`, yaml(rulesFor(model, environment).spec));
    const monitors = [...podMonitorsFor(model), ...probesFor(model)];
    files.set(`monitors/${model.name}.yaml`, monitors.map(yaml).join('---\n'));
  }
  for (const monitor of [...exporterMonitors(environment), ...clusterMonitors(environment)])
    files.set(`monitors/${monitor.metadata.name}.yaml`, yaml(monitor));
  files.set('alertmanager.yaml', yaml(alertmanagerConfiguration(environment)));
  files.set(templateFile, notificationTexts);
  for (const { dashboard } of dashboardsFor(environment))
    files.set(`dashboards/${dashboard.uid ?? ''}.json`, json(dashboard));
  for (const { id, config } of pipelinesFor(environment)) files.set(`logs/${id}.conf`, config);
  for (const [name, text] of Object.entries(logRoutes(environment))) files.set(`logs/${name}`, text);
  files.set('logs/filebeat.yaml', yaml(filebeatConfiguration(environment)));
  files.set('logs/index-templates.json', json(indexTemplatesFor(environment)));
  files.set('logs/lifecycles.json', json(lifecyclesFor(environment)));
  files.set('logs/roles.json', json(rolesFor(environment)));
  for (const space of spacesFor(environment)) {
    files.set(`logs/kibana/${space.id}/data-views.json`, json(dataViewsOf(space)));
    files.set(`logs/kibana/${space.id}/objects.ndjson`, printSavedObjects(savedObjectsOf(space)));
  }
  // Rules, routes, boards and pipelines are the same in every cluster; what differs are values of two charts, and nodes.
  for (const cluster of environment.clusters) {
    const folder = environment.clusters.length > 1 ? `clusters/${cluster.name}/` : '';
    for (const [name, text] of nodesOf(environment, cluster)) files.set(`${folder}nodes/${name}.yaml`, text);
    if (folder === '') continue;
    files.set(`${folder}kube-prometheus-stack.yaml`, yaml(kubePrometheusStackValues(environment, cluster)));
    files.set(`${folder}eck-stack.yaml`, yaml(eckStackValues(environment, cluster)));
  }
  return files;
}

/** What has nodes made, by pool. */
const nodesOf = (environment: Environment, cluster: Cluster): readonly (readonly [string, string])[] =>
  poolsIn(environment, cluster).flatMap((pool) => {
    const objects = nodeObjectsOf(pool, cluster);
    return objects.length === 0 ? [] : [[pool.name, objects.map(yaml).join('---\n')] as const];
  });

/** Writes into an empty or absent folder and returns the number of files; a folder with content is left alone. */
export function writeArtefacts(folder: string, artefacts: Artefacts): number {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UsageError(`${folder} is not empty; nothing was written`);
  }
  for (const [path, text] of artefacts) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return artefacts.size;
}

import { load } from 'js-yaml';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { namespaces, objects } from '../../../models/names';
import { prometheusName } from '../../../models/shards';
import { expectStatus, type KubernetesApi } from '../control-plane/kubernetes-api';

/** What prometheus-operator wrote for the pods of Prometheus and Alertmanager. */
export interface WrittenConfiguration {
  readonly prometheus: PrometheusConfiguration;
  /** What that takes in its Secret, where it is packed. Unit: bytes. */
  readonly packed: number;
  /** Rule files by name. */
  readonly rules: Readonly<Record<string, string>>;
  /** alertmanager.yaml */
  readonly alertmanager: string;
  /** The files beside it, by name. */
  readonly templates: Readonly<Record<string, string>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** A job as the operator writes it, as far as it is looked into. */
export interface ScrapeJob extends Fields {
  readonly job_name: string;
  readonly scrape_interval: string;
  readonly relabel_configs: readonly Fields[];
  readonly kubernetes_sd_configs?: readonly Fields[];
}

export interface PrometheusConfiguration extends Fields {
  readonly global: Fields & { readonly external_labels: Readonly<Record<string, string>> };
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly ScrapeJob[];
  readonly alerting: { readonly alertmanagers: readonly Fields[] } & Fields;
}

const alertmanagerName = `alertmanager-${objects.prometheusStack}-alertmanager`;

/** @throws Error where the operator has not written it yet */
export async function writtenConfiguration(
  api: KubernetesApi,
  prometheus = prometheusName(0),
): Promise<WrittenConfiguration> {
  const scrape = await secret(api, `prometheus-${prometheus}`);
  const generated = await secret(api, `${alertmanagerName}-generated`);
  const { 'alertmanager.yaml.gz': packed, ...templates } = generated;
  return {
    prometheus: load(unpacked(scrape['prometheus.yaml.gz'])) as PrometheusConfiguration,
    packed: Buffer.from(scrape['prometheus.yaml.gz'] ?? '', 'base64').length,
    rules: await ruleFiles(api, prometheus),
    alertmanager: unpacked(packed),
    templates: Object.fromEntries(
      Object.entries(templates).map(([name, data]) => [name, Buffer.from(data, 'base64').toString('utf8')]),
    ),
  };
}

async function secret(api: KubernetesApi, name: string): Promise<Readonly<Record<string, string>>> {
  const path = `/api/v1/namespaces/${namespaces.monitoring}/secrets/${name}`;
  const { body } = expectStatus(await api.ask('GET', path), `the Secret ${name}`, 200);
  return (body as { readonly data?: Readonly<Record<string, string>> }).data ?? {};
}

function unpacked(data: string | undefined): string {
  if (data === undefined) throw new Error('the operator has written no configuration yet');
  return gunzipSync(Buffer.from(data, 'base64')).toString('utf8');
}

/** The operator spreads rules over as many ConfigMaps as their size needs. */
async function ruleFiles(api: KubernetesApi, prometheus: string): Promise<Readonly<Record<string, string>>> {
  const path = `/api/v1/namespaces/${namespaces.monitoring}/configmaps`;
  const { body } = expectStatus(await api.ask('GET', path), 'the ConfigMaps', 200);
  const { items } = body as {
    readonly items: readonly {
      readonly metadata: { readonly name: string };
      readonly data?: Readonly<Record<string, string>>;
    }[];
  };
  return Object.assign(
    {},
    ...items
      .filter(({ metadata }) => metadata.name.startsWith(`prometheus-${prometheus}-rulefiles-`))
      .map(({ data }) => data ?? {}),
  ) as Readonly<Record<string, string>>;
}

/** Puts the rule files into a folder, as the operator mounts them; its path. */
export function writtenRules({ rules }: WrittenConfiguration, below: string): string {
  const folder = join(below, 'rules');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(rules)) writeFileSync(join(folder, name), text);
  return folder;
}

import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { dashboardsFor } from '../../dashboards';
import { indexTemplatesFor, logRoutes, pipelinesFor } from '../../logs';
import { objects } from '../../models/names';
import {
  alertmanagerConfiguration,
  notificationTexts,
  receiverSecrets,
  rulesFor,
  sharedRules,
  templateFile,
} from '../../rules';
import { exporterMonitors, podMonitorsFor, probesFor } from '../../scrape';
import { dcgm } from '../../models/dcgm';
import { dcgmExporter } from '../../models/exporters';
import { pageText } from '../models/exposition';
import { asRendered, committedEnvironments, synthesised, valuesOf, type Arguments } from './synthesised';

/** What came out of JSON: without `undefined`. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(committedEnvironments())('what Terraform hands on in $name', (environment) => {
  const stacks = synthesised([environment]);
  const resource = (layer: string, address: string): Arguments => {
    const found = stacks[`${environment.name}-${layer}`]?.resources[address];
    if (found === undefined) throw new Error(`no ${address}`);
    return found;
  };

  it('is the monitors and rules of every model', () => {
    for (const model of environment.models) {
      const values = valuesOf(resource('models', `helm_release.model-${model.name}`));
      expect(values).toEqual(
        plain({ objects: [...podMonitorsFor(model), ...probesFor(model), rulesFor(model, environment)] }),
      );
    }
    expect(valuesOf(resource('models', 'helm_release.shared'))).toEqual(
      plain({ objects: [sharedRules(environment), ...exporterMonitors(environment)] }),
    );
  });

  it('is the Alertmanager configuration, in the Secret that the chart names, with the receivers it mounts', () => {
    const { data, metadata } = resource('models', 'kubernetes_secret_v1.alertmanager') as unknown as {
      data: Readonly<Record<string, string>>;
      metadata: { name: string; namespace: string };
    };
    expect(load(asRendered(data['alertmanager.yaml'] ?? ''))).toEqual(
      plain(alertmanagerConfiguration(environment)),
    );
    expect(asRendered(data[templateFile] ?? '')).toBe(notificationTexts);
    const release = resource('platform', `helm_release.${objects.prometheusStack}`);
    const { alertmanager } = valuesOf(release) as unknown as {
      alertmanager: { alertmanagerSpec: Readonly<Record<string, unknown>> };
    };
    expect(alertmanager.alertmanagerSpec).toMatchObject({
      useExistingSecret: true,
      configSecret: metadata.name,
      secrets: receiverSecrets(environment),
    });
    expect(release['namespace']).toBe(metadata.namespace);
  });

  it('is the JSON of every dashboard, after the folder that it lies in', () => {
    for (const { folder, dashboard } of dashboardsFor(environment)) {
      const placed = resource('grafana', `grafana_dashboard.${dashboard.uid}`);
      expect(JSON.parse(asRendered(String(placed['config_json'])))).toEqual(plain(dashboard));
      expect(placed['folder']).toBe(folder);
      expect(placed['depends_on']).toEqual([`grafana_folder.${folder}`]);
    }
  });

  it('is the text of every pipeline and every route', () => {
    const values = valuesOf(resource('logging', 'helm_release.eck-stack')) as unknown as {
      'eck-logstash': { pipelines: readonly Readonly<Record<string, unknown>>[] };
    };
    expect(values['eck-logstash'].pipelines.map((one) => one['config.string'])).toEqual(
      pipelinesFor(environment).map(({ config }) => config),
    );
    const routes = resource('logging', 'kubernetes_config_map_v1.log-routes')['data'] as Readonly<
      Record<string, string>
    >;
    expect(
      Object.fromEntries(Object.entries(routes).map(([name, text]) => [name, asRendered(text)])),
    ).toEqual(logRoutes(environment));
  });

  it('is mappings and settings as JSON, and roles come after the streams that they are for', () => {
    for (const { name, template } of indexTemplatesFor(environment).components) {
      const made = resource('elastic', `elasticstack_elasticsearch_component_template.${name}`);
      const texts = made['template'] as Readonly<Record<string, string>>;
      expect(
        Object.fromEntries(
          Object.entries(texts).map(([key, text]) => [key, JSON.parse(asRendered(text)) as unknown]),
        ),
      ).toEqual(plain(template));
    }
    const after = (type: string): readonly string[] =>
      Object.entries(stacks[`${environment.name}-elastic`]?.resources ?? {})
        .filter(([address]) => address.startsWith(`elasticstack_elasticsearch_${type}.`))
        .flatMap(([, { depends_on }]) => depends_on as readonly string[])
        .map((address) => address.split('.')[0]?.replace('elasticstack_elasticsearch_', '') ?? '');
    expect(new Set(after('index_template'))).toEqual(new Set(['component_template', 'cluster_settings']));
    for (const { name, template } of indexTemplatesFor(environment).templates) {
      const made = resource('elastic', `elasticstack_elasticsearch_index_template.${name}`)['template'];
      const { settings } = made as { readonly settings: string };
      expect(JSON.parse(asRendered(settings))).toEqual(plain(template.settings));
    }
    expect(new Set(after('data_stream'))).toEqual(new Set(['index_template']));
    expect(new Set(after('security_role'))).toEqual(new Set(['data_stream']));
  });

  it('is a counters file for the GPU exporter with every series that is read from it', () => {
    const { customMetrics } = valuesOf(resource('platform', 'helm_release.dcgm-exporter')) as unknown as {
      customMetrics: string;
    };
    const fields = customMetrics
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    // A line with more or fewer fields stops the exporter.
    expect(fields.filter((line) => line.length !== 3)).toEqual([]);
    expect(fields.map(([name]) => name).sort()).toEqual(Object.values(dcgm).sort());
    // So does a name that it does not know, or a type that Prometheus does not.
    const known = readFileSync('test/fixtures/dcgm-fields.txt', 'utf8').split('\n');
    expect(known.length).toBeGreaterThan(700);
    expect(fields.map(([name = '']) => name).filter((name) => !known.includes(name))).toEqual([]);
    for (const [name = '', type, help = ''] of fields) {
      expect(pageText(dcgmExporter.fixture)).toContain(`# TYPE ${name} ${type?.trim()}\n`);
      expect(help).toMatch(/^ [A-Z].*\.$/);
    }
  });
});

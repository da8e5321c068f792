import { load } from 'js-yaml';
import type { Environment } from '../../environments';
import { logRoutes, pipelinesFor, routesFile } from '../../logs';
import { dataSourceUids, monitoringUrls } from '../../models/links';
import { objects } from '../../models/names';
import { alertmanagerConfiguration, rulesFor, sharedRules } from '../../rules';
import { asRendered, overTwoClusters, stacksOf, valuesOf, written, type Arguments } from './synthesised';

const world = overTwoClusters();
const files = written([world]);
const stacks = stacksOf(files);

const resource = (stack: string, address: string): Arguments => {
  const found = stacks[stack]?.resources[address];
  if (found === undefined) throw new Error(`${stack} has no ${address}`);
  return found;
};
type Tree = Readonly<Record<string, unknown>>;
/** A value of a release by its path, such as `prometheus.prometheusSpec`. */
const value = (stack: string, release: string, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, key) => (at as Tree | undefined)?.[key],
      valuesOf(resource(stack, `helm_release.${release}`)),
    );

const clusters = ['eu-1', 'us-1'] as const;
const home = 'eu-1';

describe('the stacks of an environment with two clusters', () => {
  it('are three for each cluster and two for all, after the stacks of the home cluster', () => {
    const order = Object.values(stacks).map(
      ({ name, dependencies }) => `${name} after ${dependencies.join(', ') || 'nothing'}`,
    );
    expect(order).toMatchInlineSnapshot(`
     [
       "world-elastic after world-eu-1-logging, world-eu-1-models",
       "world-eu-1-logging after world-eu-1-platform",
       "world-eu-1-models after world-eu-1-logging",
       "world-eu-1-platform after nothing",
       "world-grafana after world-eu-1-models",
       "world-us-1-logging after world-us-1-platform",
       "world-us-1-models after world-us-1-logging",
       "world-us-1-platform after nothing",
     ]
    `);
  });

  it('hold these resources', () => {
    const census = Object.values(stacks).map(({ name, resources }) => {
      const types = Object.keys(resources).map((address) => address.split('.')[0] ?? '');
      const counts = [...new Set(types)]
        .sort()
        .map((type) => `${types.filter((one) => one === type).length} ${type}`);
      return `${name}: ${counts.join(', ')}`;
    });
    expect(`\n${census.join('\n')}\n`).toMatchInlineSnapshot(`
     "
     world-elastic: 1 elasticstack_elasticsearch_cluster_settings, 6 elasticstack_elasticsearch_component_template, 3 elasticstack_elasticsearch_data_stream, 3 elasticstack_elasticsearch_data_stream_lifecycle, 3 elasticstack_elasticsearch_index_template, 9 elasticstack_elasticsearch_security_role, 6 elasticstack_kibana_data_view, 5 elasticstack_kibana_import_saved_objects, 5 elasticstack_kibana_space
     world-eu-1-logging: 4 helm_release, 1 kubernetes_config_map_v1, 2 kubernetes_pod_disruption_budget_v1
     world-eu-1-models: 4 helm_release, 2 kubernetes_network_policy_v1, 1 kubernetes_secret_v1
     world-eu-1-platform: 7 helm_release, 4 kubernetes_namespace_v1, 20 kubernetes_network_policy_v1, 2 kubernetes_priority_class_v1
     world-grafana: 12 grafana_dashboard, 6 grafana_data_source, 4 grafana_folder, 4 grafana_folder_permission, 3 grafana_playlist, 3 grafana_team
     world-us-1-logging: 2 helm_release, 1 kubernetes_config_map_v1, 1 kubernetes_pod_disruption_budget_v1
     world-us-1-models: 4 helm_release, 2 kubernetes_network_policy_v1, 1 kubernetes_secret_v1
     world-us-1-platform: 7 helm_release, 4 kubernetes_namespace_v1, 15 kubernetes_network_policy_v1, 2 kubernetes_priority_class_v1
     "
    `);
  });

  it('reach their own cluster, and keep their state there under a name of their own', () => {
    const suffixes = new Set<string>();
    for (const { name, terraform, provider } of Object.values(stacks)) {
      const cluster = clusters.find((one) => name.includes(`-${one}-`));
      const context = `world-${cluster ?? home}`;
      expect(terraform.backend).toEqual({
        kubernetes: { namespace: 'terraform-state', config_context: context, secret_suffix: name },
      });
      // Terraform makes a label of the suffix, and a number at its end would be taken for that of a part.
      expect(name).toMatch(/^[a-z0-9-]{1,63}(?<!-\d+)$/);
      suffixes.add(name);
      if (cluster === undefined) continue;
      expect(provider['kubernetes']).toEqual([{ config_context: context }]);
      expect(provider['helm']).toEqual([{ kubernetes: { config_context: context } }]);
    }
    expect(suffixes.size).toBe(8);
  });

  it('have no two names alike, even for the longest names that are allowed', () => {
    const [env, first, second] = ['e'.repeat(20), 'c'.repeat(23), `${'c'.repeat(22)}d`];
    const long = {
      ...world,
      name: env,
      clusters: world.clusters.map((cluster) => ({ ...cluster, name: cluster.home ? first : second })),
    };
    const names = Object.keys(stacksOf(written([long])));
    expect(new Set(names).size).toBe(8);
    expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(63);
  });

  it('are written the same when they are written again', () => {
    expect(written([overTwoClusters()])).toEqual(files);
  });
});

describe('every cluster', () => {
  it.each(clusters)('%s labels its series with environment and cluster', (cluster) => {
    expect(
      value(`world-${cluster}-platform`, objects.prometheusStack, 'prometheus.prometheusSpec.externalLabels'),
    ).toEqual({ env: 'world', cluster });
  });

  it.each(clusters)('%s watches the same models by the same rules, and tells the same people', (cluster) => {
    const stack = `world-${cluster}-models`;
    const plain = (given: unknown): unknown => JSON.parse(JSON.stringify(given));
    for (const model of world.models) {
      expect(JSON.stringify(value(stack, `model-${model.name}`, 'objects'))).toContain(
        JSON.stringify(rulesFor(model, world)),
      );
    }
    expect(JSON.stringify(value(stack, 'shared', 'objects'))).toContain(JSON.stringify(sharedRules(world)));
    const { data } = resource(stack, 'kubernetes_secret_v1.alertmanager') as unknown as {
      data: Record<string, string>;
    };
    expect(load(asRendered(data['alertmanager.yaml'] ?? ''))).toEqual(
      plain(alertmanagerConfiguration(world)),
    );
  });

  it.each(clusters)('%s reads the same pipelines and routes, and knows its own name', (cluster) => {
    const stack = `world-${cluster}-logging`;
    const pipelines = value(stack, 'eck-stack', 'eck-logstash.pipelines') as readonly Tree[];
    expect(pipelines.map((one) => one['config.string'])).toEqual(
      pipelinesFor(world).map(({ config }) => config),
    );
    const routes = resource(stack, 'kubernetes_config_map_v1.log-routes')['data'] as Record<string, string>;
    expect(asRendered(routes[routesFile] ?? '')).toBe(logRoutes(world)[routesFile]);
    expect(logstash(cluster).env).toEqual(
      expect.arrayContaining([{ name: 'OBSERVATORY_CLUSTER', value: cluster }]),
    );
  });
});

interface Logstash {
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly mounts: readonly string[];
  readonly secrets: readonly string[];
  readonly references: unknown;
}

function logstash(cluster: string): Logstash {
  const values = value(`world-${cluster}-logging`, 'eck-stack', 'eck-logstash') as {
    elasticsearchRefs?: unknown;
    podTemplate: {
      spec: {
        containers: readonly [{ env: Logstash['env']; volumeMounts: readonly { mountPath: string }[] }];
        volumes: readonly { secret?: { secretName: string } }[];
      };
    };
  };
  const { containers, volumes } = values.podTemplate.spec;
  return {
    env: containers[0].env,
    mounts: containers[0].volumeMounts.map(({ mountPath }) => mountPath),
    secrets: volumes.flatMap(({ secret }) => (secret === undefined ? [] : [secret.secretName])),
    references: values.elasticsearchRefs,
  };
}

describe('the home cluster', () => {
  it('alone has Grafana, Elasticsearch and Kibana', () => {
    const enabled = clusters.map((cluster) => [
      value(`world-${cluster}-platform`, objects.prometheusStack, 'grafana.enabled') ?? 'by default',
      value(`world-${cluster}-logging`, 'eck-stack', 'eck-elasticsearch.enabled'),
      value(`world-${cluster}-logging`, 'eck-stack', 'eck-kibana.enabled'),
    ]);
    expect(enabled).toEqual([
      ['by default', true, true],
      [false, false, false],
    ]);
    expect(value('world-us-1-platform', objects.prometheusStack, 'grafana')).toEqual({ enabled: false });
    expect(value('world-us-1-logging', 'eck-stack', 'eck-elasticsearch')).toEqual({ enabled: false });
  });

  it('has the security audit log that its licence allows, and no other licence has', () => {
    const audit = (environment: Environment): readonly unknown[] => {
      const stack = stacksOf(written([environment]))['world-eu-1-logging'];
      const values = valuesOf(stack?.resources['helm_release.eck-stack']) as unknown as {
        'eck-elasticsearch': { nodeSets: readonly { config: Tree }[] };
        'eck-kibana': { config: Tree };
      };
      const configurations = [
        ...values['eck-elasticsearch'].nodeSets.map(({ config }) => config),
        values['eck-kibana'].config,
      ];
      return configurations.map((config) => config['xpack.security.audit.enabled']);
    };
    expect(audit(world)).toEqual([true, true, true]);
    const basic = { ...world, elastic: { ...world.elastic, licence: 'basic' as const } };
    expect(audit(basic)).toEqual([undefined, undefined, undefined]);
  });

  it('scrapes its control plane only where the cluster is self-managed', () => {
    const etcd = clusters.map((cluster) =>
      value(`world-${cluster}-platform`, objects.prometheusStack, 'kubeEtcd.enabled'),
    );
    expect(etcd).toEqual([true, false]);
  });
});

describe('Logstash', () => {
  it('finds Elasticsearch in its own cluster by the operator, and elsewhere by its address', () => {
    expect(logstash('eu-1').references).toEqual([{ name: objects.elasticsearch, clusterName: 'ml' }]);
    const everywhere = ['LS_JAVA_OPTS', 'OBSERVATORY_CLUSTER', 'WRITER_USER', 'WRITER_PASSWORD'];
    expect(logstash('eu-1').env.map(({ name }) => name)).toEqual(everywhere);
    expect(logstash('us-1').references).toBeUndefined();
    expect(logstash('us-1').env[1]).toEqual({ name: 'OBSERVATORY_CLUSTER', value: 'us-1' });
    expect(logstash('us-1').env.slice(everywhere.length)).toEqual([
      { name: 'ML_ES_HOSTS', value: 'https://elasticsearch.world.test:443' },
      { name: 'ML_ES_SSL_CERTIFICATE_AUTHORITY', value: '/usr/share/logstash/elasticsearch-ca/ca.crt' },
    ]);
  });

  it('has the authority of that address from a Secret, where it is mounted', () => {
    const everywhere = [objects.logstashTlsSecret, objects.logstashCertificate];
    expect([...logstash('us-1').secrets].sort()).toEqual(
      [...everywhere, objects.elasticsearchCaSecret].sort(),
    );
    expect(logstash('us-1').mounts).toContain('/usr/share/logstash/elasticsearch-ca');
    expect(logstash('eu-1').secrets).toEqual(everywhere);
  });
});

describe('Grafana', () => {
  const here = monitoringUrls('verified');
  const elsewhere = (part: string): string => `https://${part}.us-1.world.test`;
  const sources = Object.entries(stacks['world-grafana']?.resources ?? {})
    .filter(([address]) => address.startsWith('grafana_data_source.'))
    .map(([, source]) => source);
  const isLongTerm = ({ uid }: { readonly uid?: unknown }): boolean =>
    String(uid).startsWith('mlo-long-term');

  it('has a Prometheus and an Alertmanager for each cluster, and opens on that of the home cluster', () => {
    expect(sources.map(({ uid, name, url, is_default: usual }) => [uid, name, url, usual ?? false])).toEqual([
      ['mlo-alertmanager-eu-1', 'Model Observatory Alertmanager (eu-1)', here.alertmanager, false],
      ['mlo-alertmanager-us-1', 'Model Observatory Alertmanager (us-1)', elsewhere('alertmanager'), false],
      ['mlo-long-term-eu-1', 'Model Observatory long term (eu-1)', here.longTerm, false],
      ['mlo-long-term-us-1', 'Model Observatory long term (us-1)', elsewhere('long-term'), false],
      ['mlo-prometheus-eu-1', 'Model Observatory Prometheus (eu-1)', here.prometheus, true],
      ['mlo-prometheus-us-1', 'Model Observatory Prometheus (us-1)', elsewhere('prometheus'), false],
    ]);
    for (const source of sources) {
      const { type, uid, json_data_encoded: data } = source;
      if (type !== 'prometheus' || isLongTerm(source)) continue;
      const { alertmanagerUid } = JSON.parse(String(data)) as { alertmanagerUid: string };
      expect(alertmanagerUid).toBe(String(uid).replace('prometheus', 'alertmanager'));
    }
  });

  it('opens a board on the home cluster, and an alert’s panel on the cluster of the alert', () => {
    const board = JSON.parse(
      asRendered(String(resource('world-grafana', 'grafana_dashboard.mlo-model-fraud')['config_json'])),
    ) as { templating: { list: readonly { current: { value: string }; name: string }[] } };
    expect(board.templating.list).toMatchObject([
      { name: 'datasource', current: { text: 'eu-1', value: dataSourceUids.prometheus('eu-1') } },
    ]);
    const links = sharedRules(world).spec.groups.flatMap(({ rules }) =>
      rules.flatMap((rule) => ('annotations' in rule ? [rule.annotations?.['dashboard_url'] ?? ''] : [])),
    );
    expect(links.length).toBeGreaterThan(10);
    for (const link of links) {
      expect(link).toMatch(
        /\?viewPanel=\d+&var-datasource=mlo-prometheus-\{\{ \$externalLabels\.cluster \}\}$/,
      );
    }
    expect(world.clusters.map(({ name }) => dataSourceUids.prometheus(name))).toEqual(
      sources.filter((one) => one['type'] === 'prometheus' && !isLongTerm(one)).map(({ uid }) => uid),
    );
  });
});

test('a lost cluster keeps what exists once from nothing: no shared stack waits for another cluster', () => {
  for (const layer of ['grafana', 'elastic']) {
    const { dependencies } = stacks[`world-${layer}`] ?? { dependencies: [''] };
    expect(dependencies.filter((name) => !name.startsWith(`world-${home}-`))).toEqual([]);
  }
});

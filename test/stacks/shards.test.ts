import type { Environment } from '../../environments';
import { withShards } from '../../environments/shards';
import type { KubernetesObject } from '../../models/kubernetes';
import { ownJobs } from '../../models/exporters';
import { shardLabel } from '../../models/shards';
import { thanosImage } from '../../models/versions';
import { probesFor } from '../../scrape';
import { mimir } from '../live/manifests/kept-elsewhere';
import { deployedBy } from './deployed';
import {
  committed,
  synthesised,
  valuesOf,
  withSeveralPrometheus,
  type SynthesisedStack,
} from './synthesised';

type Fields = Readonly<Record<string, unknown>>;

const prod = withSeveralPrometheus();
const { shards } = prod.prometheus;
const stacks = synthesised([prod]);

const stackOf = (all: Readonly<Record<string, SynthesisedStack>>, name: string): SynthesisedStack => {
  const stack = all[name];
  if (stack === undefined) throw new Error(`there is no stack ${name}`);
  return stack;
};
/** What our own releases and resources of a stack bring. */
const objectsIn = (stack: SynthesisedStack): readonly KubernetesObject[] =>
  deployedBy(stack).flatMap((one) => {
    if ('object' in one) return [one.object];
    return one.release.upstream === undefined
      ? (one.release.values as { readonly objects: readonly KubernetesObject[] }).objects
      : [];
  });
const firstIn = (stack: SynthesisedStack): Fields =>
  (
    valuesOf(stack.resources['helm_release.kube-prometheus-stack']) as {
      readonly prometheus: { readonly prometheusSpec: Fields };
    }
  ).prometheus.prometheusSpec;

const platform = stackOf(stacks, 'shards-platform');
const ours = objectsIn(platform);
const first = firstIn(platform);
const of = (kind: string, name: RegExp): readonly KubernetesObject[] =>
  ours.filter((object) => object.kind === kind && name.test(object.metadata.name));
const specOf = ({ spec }: KubernetesObject): Fields => spec as Fields;
const others = of('Prometheus', /^prometheus-shard-/).map(specOf);

interface Expression {
  readonly key: string;
  readonly operator: 'In' | 'NotIn';
  readonly values: readonly string[];
}

/** Whether a Prometheus takes an object, as Kubernetes understands its selectors. */
function takes(spec: Fields, { kind, metadata }: KubernetesObject): boolean {
  const field = `${kind.replace('PrometheusRule', 'rule').replace(/^./, (letter) => letter.toLowerCase())}Selector`;
  const { matchExpressions } = spec[field] as { readonly matchExpressions: readonly Expression[] };
  return matchExpressions.every(({ key, operator, values }) => {
    const value = metadata.labels?.[key];
    return operator === 'In' ? value !== undefined && values.includes(value) : !values.includes(value ?? '');
  });
}

const kinds = ['PodMonitor', 'ServiceMonitor', 'Probe', 'PrometheusRule'];
const watched = [...ours, ...objectsIn(stackOf(stacks, 'shards-models'))].filter(({ kind }) =>
  kinds.includes(kind),
);
/** Numbers of those that take an object. */
const takersOf = (object: KubernetesObject): readonly number[] =>
  [first, ...others].flatMap((spec, shard) => (takes(spec, object) ? [shard] : []));
const named = (name: string) =>
  watched.filter(({ metadata }) => metadata.name === name).map((object) => [object.kind, takersOf(object)]);

describe('several Prometheus in one cluster', () => {
  test('are as many as the environment says', () => {
    expect(others).toHaveLength(shards - 1);
  });

  test('take every object of a model in one place, all of them in the same', () => {
    expect(new Set(prod.models.map(({ shard }) => shard)).size).toBeGreaterThan(1);
    for (const model of prod.models) {
      const objects = watched.filter(({ metadata }) =>
        [model.name, ...model.sources.map(({ name }) => name)].includes(metadata.name),
      );
      expect(objects.length).toBeGreaterThan(1);
      for (const object of objects)
        expect([object.kind, takersOf(object)]).toEqual([object.kind, [model.shard]]);
    }
  });

  test('take the probe of a model where its monitors are', () => {
    const dev = withShards(committed('dev'), shards);
    const probes = dev.models.flatMap((model) =>
      probesFor(model).map((probe) => [model.shard, probe] as const),
    );
    expect(probes.length).toBeGreaterThan(0);
    for (const [shard, probe] of probes) expect(takersOf(probe)).toEqual([shard]);
  });

  test('share what rules join with models, and leave the rest to the first', () => {
    expect(named('dcgm-exporter')).toEqual([['PodMonitor', [0, 1, 2]]]);
    expect(named('log-line-counter')).toEqual([['PodMonitor', [0, 1, 2]]]);
    expect(named('shards-cadvisor')).toEqual([['ServiceMonitor', [1, 2]]]);
    expect(named('shards-kube-state-metrics')).toEqual([['ServiceMonitor', [1, 2]]]);
    for (const name of [
      'logstash-exporter',
      'prometheus-elasticsearch-exporter',
      'prometheus-shards',
      'thanos-query',
    ])
      expect(named(name)).toEqual([['PodMonitor', [0]]]);
    // What the chart and others bring has no label of ours.
    const foreign = { apiVersion: 'v1', kind: 'ServiceMonitor', metadata: { name: 'any' } };
    expect(takersOf(foreign)).toEqual([0]);
  });

  test('have the shared rules each as they are for it', () => {
    expect(named('model-observatory-shared')).toEqual([['PrometheusRule', [0]]]);
    for (const shard of [1, 2])
      expect(named(`model-observatory-shared.${shard}`)).toEqual([['PrometheusRule', [shard]]]);
  });

  test('look in every namespace', () => {
    for (const spec of others)
      for (const kind of ['podMonitor', 'probe', 'rule', 'serviceMonitor'])
        expect(spec[`${kind}NamespaceSelector`]).toEqual({});
  });

  test('are made alike: size, limits, placing, certificates, and what leaves them', () => {
    const asTheFirst = Object.keys(first).filter(
      (field) => !/Selector|storageSpec|podMetadata|topologySpread|additionalAlert/.test(field),
    );
    expect(asTheFirst).toEqual(
      expect.arrayContaining(['replicas', 'resources', 'web', 'externalLabels', 'thanos']),
    );
    for (const spec of others) {
      for (const field of asTheFirst) expect([field, spec[field]]).toEqual([field, first[field]]);
      expect(spec['storage']).toEqual(first['storageSpec']);
      expect(spec['additionalAlertRelabelConfigs']).toEqual(first['additionalAlertRelabelConfigsSecret']);
    }
  });

  test('are kept apart from their own replicas, and from no other', () => {
    others.forEach((spec, index) => {
      const [constraint] = spec['topologySpreadConstraints'] as readonly Fields[];
      expect(constraint?.['labelSelector']).toEqual({
        matchLabels: { 'operator.prometheus.io/name': `prometheus-shard-${index + 1}` },
      });
    });
    expect(of('PodDisruptionBudget', /^prometheus-shard-/)).toHaveLength(shards - 1);
  });

  test('tell Alertmanager nothing by which two of them would seem to tell two things', () => {
    const [secret] = of('Secret', /^prometheus-shards$/);
    const { name, key } = first['additionalAlertRelabelConfigsSecret'] as { name: string; key: string };
    expect(secret?.metadata.name).toBe(name);
    const data = secret?.['stringData'] as Readonly<Record<string, string>>;
    expect(JSON.parse(data[key] ?? '')).toEqual([
      { action: 'labeldrop', regex: 'prometheus|prometheus_shard' },
    ]);
    for (const spec of others)
      expect(spec['alerting']).toMatchObject({
        alertmanagers: [{ name: 'kube-prometheus-stack-alertmanager', port: 'http-web', scheme: 'https' }],
      });
  });

  test('are watched by the first as the job that it is itself', () => {
    const [monitor] = of('PodMonitor', /^prometheus-shards$/).map(specOf);
    const [web, reloader] = monitor?.['podMetricsEndpoints'] as readonly {
      readonly relabelings: readonly Fields[];
    }[];
    const job = { targetLabel: 'job', replacement: ownJobs.prometheus };
    expect(web?.relabelings).toEqual([
      job,
      { sourceLabels: ['__meta_kubernetes_pod_label_model_observatory_shard'], targetLabel: 'shard' },
    ]);
    // What reloads one that is gone still answers.
    expect(reloader?.relabelings).toEqual([job]);
    for (const [index, { podMetadata }] of others.entries())
      expect(podMetadata).toMatchObject({ labels: { [shardLabel]: String(index + 1) } });
  });

  test('keep little of what the chart scrapes for the first', () => {
    const [cadvisor] = watched.filter(({ metadata }) => metadata.name === 'shards-cadvisor').map(specOf);
    expect(JSON.stringify(cadvisor)).toContain('"regex":"container_cpu_usage_seconds_total|container_mem');
  });
});

describe('what answers for several Prometheus', () => {
  const [deployment] = of('Deployment', /^thanos-query$/);
  const text = JSON.stringify(deployment);

  test('is what Grafana asks, under the uid that boards know', () => {
    const grafana = stackOf(stacks, 'shards-grafana').resources['grafana_data_source.mlo-prometheus'];
    expect(grafana).toMatchObject({ uid: 'mlo-prometheus', url: 'https://thanos-query.monitoring:10902' });
    expect(String(grafana?.['json_data_encoded'])).toContain('Thanos');
  });

  test('asks the first and all others, and tells each series once', () => {
    for (const service of ['kube-prometheus-stack-thanos-discovery', 'prometheus-shards'])
      expect(text).toContain(`--endpoint=dnssrv+_grpc._tcp.${service}.monitoring.svc`);
    expect(text).toContain('--query.replica-label=prometheus_replica');
    expect(text).toMatch(/--query\.replica-label=prometheus"/);
    expect(platform.text).toContain('thanosService');
  });

  test('runs as often as Prometheus does', () => {
    expect(specOf(deployment ?? { apiVersion: '', kind: '', metadata: { name: '' } })['replicas']).toBe(2);
    expect(text).toContain(thanosImage);
  });

  test('talks to each over TLS, by the name on the certificate, and shows its own to Grafana', () => {
    expect(text).toContain('--grpc-client-server-name=kube-prometheus-stack-prometheus.monitoring');
    expect(text).toContain('"scheme":"HTTPS"');
    expect(first['thanos']).toMatchObject({
      grpcServerTlsConfig: { certFile: '/etc/thanos/certificate/tls.crt' },
    });
    const plain = objectsIn(stackOf(synthesised([withShards(committed('dev'), 2)]), 'dev-platform')).filter(
      ({ metadata }) => metadata.name === 'thanos-query',
    );
    expect(JSON.stringify(plain)).not.toMatch(/https|tls/i);
  });
});

describe('what several Prometheus keep for long', () => {
  const kept = (longTerm: Environment['longTerm']) => {
    const environment = { ...prod, longTerm };
    const stack = stackOf(synthesised([environment]), 'shards-platform');
    const found = objectsIn(stack).filter(({ metadata }) => metadata.name.startsWith('prometheus-shard-'));
    return [firstIn(stack), ...found.filter(({ kind }) => kind === 'Prometheus').map(specOf)];
  };

  test('is fetched from each: of the first all, of the others what is of their models', () => {
    const [secret] = of('Secret', /^prometheus-long-term$/);
    const { 'scrape-configs.yaml': written = '[]' } = secret?.['stringData'] as Record<string, string>;
    const [whole, ...parts] = JSON.parse(written) as readonly {
      readonly params: Readonly<Record<string, readonly string[]>>;
      readonly [field: string]: unknown;
    }[];
    expect(whole?.['job_name']).toBe('federate');
    expect(parts).toHaveLength(shards - 1);
    for (const [index, part] of parts.entries()) {
      expect(part).toMatchObject({
        static_configs: [{ targets: [`prometheus-shard-${index + 1}.monitoring:9090`] }],
        tls_config: { server_name: 'kube-prometheus-stack-prometheus.monitoring' },
      });
      expect(part.params['match[]']).toEqual([
        expect.stringMatching(/^\{__name__=~"model:info\|.+", model_name!=""\}$/),
        expect.stringMatching(/^\{__name__=~"model:info\|.+", prometheus_shard!=""\}$/),
      ]);
    }
  });

  test('is written by each, and what all know by the first', () => {
    const steps = kept({ also: [], remote: mimir }).map((spec) => {
      const [target] = spec['remoteWrite'] as readonly { readonly writeRelabelConfigs: readonly Fields[] }[];
      return target?.writeRelabelConfigs ?? [];
    });
    expect(steps.map((one) => one.length)).toEqual([2, 3, 3]);
    for (const own of steps.slice(1))
      expect(own[0]).toEqual({
        sourceLabels: ['model_name', 'prometheus_shard'],
        regex: '.*[^;].*',
        action: 'keep',
      });
    // Mimir counts one of a pair, and would take all of a cluster for one.
    for (const own of steps)
      expect(own.at(-1)).toMatchObject({
        sourceLabels: ['cluster', 'prometheus'],
        targetLabel: 'prometheus',
      });
  });

  test('is uploaded by each', () => {
    const specs = kept({
      also: [],
      thanosSidecar: { bucketSecret: 'bucket', query: 'https://thanos.example.com' },
    });
    expect(specs.map(({ thanos }) => JSON.stringify(thanos).includes('objectStorageConfig'))).toEqual([
      true,
      true,
      true,
    ]);
  });
});

test('the first has none of it where it is alone', () => {
  const alone = synthesised([{ ...withShards(prod, 1), name: 'prod' }]);
  expect(alone).toEqual(synthesised([committed('prod')]));
  expect(
    Object.values(alone)
      .map(({ text }) => text)
      .join('\n'),
  ).not.toMatch(/thanos|model-observatory\/shard/);
});

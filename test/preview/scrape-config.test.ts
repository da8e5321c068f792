import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seconds } from '../../models/duration';
import type { Fleet, SimulatedPod } from '../../preview/fleet/fleet';
import { monitoredPods, prometheusConfiguration, writeRuleFiles } from '../../preview/prometheus-files';
import { probeConfigsFor, scrapeConfigsFor } from '../../preview/scrape-config';
import { exporterMonitors, podMonitorsFor, probesFor } from '../../scrape';
import { binaryOf } from '../../scripts/tool-binaries';
import { dev, modelOf } from './dev';

const podFor = (source: {
  namespace: string;
  name: string;
  selector: object;
  port: number;
}): SimulatedPod => ({
  namespace: source.namespace,
  name: `${source.name}-0`,
  node: 'node-1',
  nodeLabels: {},
  container: 'server',
  labels: { ...source.selector, 'app.kubernetes.io/version': '7' },
  port: source.port,
  address: '127.0.0.1:1234',
});

const [source] = modelOf('image-tagger').sources;
const [monitor] = podMonitorsFor(modelOf('image-tagger'), 60);
if (source === undefined || monitor === undefined) throw new Error('image-tagger has no source');

describe('the scrape configuration of the preview', () => {
  const [config] = scrapeConfigsFor([{ monitor, pod: podFor(source) }]);

  it('describes a pod as service discovery would', () => {
    expect(config?.['static_configs']).toEqual([
      {
        targets: ['127.0.0.1:1234'],
        labels: {
          __meta_kubernetes_namespace: 'vision',
          __meta_kubernetes_pod_name: 'image-tagger-0',
          __meta_kubernetes_pod_node_name: 'node-1',
          __meta_kubernetes_pod_container_name: 'server',
          __meta_kubernetes_pod_container_port_number: '8002',
          __meta_kubernetes_pod_phase: 'Running',
          __meta_kubernetes_pod_ready: 'true',
          __meta_kubernetes_pod_label_app: 'triton-shared',
          __meta_kubernetes_pod_labelpresent_app: 'true',
          __meta_kubernetes_pod_label_app_kubernetes_io_version: '7',
          __meta_kubernetes_pod_labelpresent_app_kubernetes_io_version: 'true',
        },
      },
    ]);
  });

  it("has the operator's own steps first, then the monitor's", () => {
    const steps = config?.['relabel_configs'] as readonly Readonly<Record<string, unknown>>[];
    expect(steps.flatMap((step) => step['target_label'] ?? [])).toEqual([
      '__tmp_prometheus_job_name',
      'namespace',
      'container',
      'pod',
      'job',
      'endpoint',
      'namespace',
      'model_name',
      'team',
      'tier',
      'runtime',
      'model_version',
    ]);
    expect(steps).toContainEqual({ target_label: 'job', replacement: 'model-observatory/image-tagger' });
    expect(steps).toContainEqual({
      action: 'keep',
      source_labels: ['__meta_kubernetes_pod_label_app', '__meta_kubernetes_pod_labelpresent_app'],
      regex: '(triton-shared);true',
    });
  });

  it("keeps the monitor's limits and its own series", () => {
    expect(config).toMatchObject({
      honor_labels: false,
      sample_limit: 5_000,
      label_limit: 40,
      scrape_interval: '500ms',
      metric_relabel_configs: expect.arrayContaining([
        { action: 'keep', source_labels: ['model'], regex: 'image_tagger_ensemble' },
      ]) as object,
      scrape_protocols: ['PrometheusText0.0.4'],
    });
  });

  it('asks for every page over plain HTTP, as nobody has the certificates and tokens of a cluster here', () => {
    const model = modelOf('image-tagger');
    const secured = { ...source, scheme: 'https', tls: { ca: 'serving-ca' }, token: 'page' } as const;
    const [strict] = podMonitorsFor({ ...model, sources: [secured] }, 60);
    if (strict === undefined) throw new Error('no monitor');
    expect(strict.spec.podMetricsEndpoints[0]).toMatchObject({ scheme: 'https' });
    expect(scrapeConfigsFor([{ monitor: strict, pod: podFor(source) }])).toEqual([config]);
  });

  it('calls addresses through the prober of this machine, for the model that asks for it', () => {
    const model = { ...modelOf('image-tagger'), probe: { url: 'http://tagger/ready', every: seconds(30) } };
    const [call] = probeConfigsFor(probesFor(model, 60), '127.0.0.1:9115');
    expect(call).toMatchObject({
      metrics_path: '/probe',
      params: { module: ['http_2xx'] },
      static_configs: [
        { targets: ['http://tagger/ready'], labels: { model_name: 'image-tagger', namespace: 'vision' } },
      ],
    });
    expect(call?.['relabel_configs']).toContainEqual({
      target_label: '__address__',
      replacement: '127.0.0.1:9115',
    });
  });

  it('refuses a pod that the monitor would not find', () => {
    const stranger = { ...podFor(source), labels: { app: 'another' } };
    expect(() => scrapeConfigsFor([{ monitor, pod: stranger }])).toThrow(
      'the monitor image-tagger does not select the pod image-tagger-0',
    );
  });

  it('is accepted by promtool, rules included, for the whole environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'preview-test-'));
    try {
      const exporterPods = exporterMonitors(dev).map(({ metadata, spec }) => {
        const port = spec.podMetricsEndpoints[0]?.portNumber ?? 0;
        const { matchLabels } = spec.selector;
        const [namespace = ''] = spec.namespaceSelector.matchNames;
        const pod = podFor({ namespace, name: metadata.name, selector: matchLabels, port });
        return [metadata.name, { ...pod, labels: matchLabels }] as const;
      });
      const fleet: Fleet = {
        pods: new Map(dev.models.flatMap(({ sources }) => sources.map((one) => [one.name, podFor(one)]))),
        exporterPods: new Map(exporterPods),
        clusterAddress: '127.0.0.1:3',
        conductOf: () => undefined,
        behave: () => undefined,
        breakGpu: () => undefined,
        stop: () => Promise.resolve(),
      };
      const file = join(folder, 'prometheus.yml');
      const configuration = prometheusConfiguration({
        environment: dev,
        pace: 60,
        monitored: monitoredPods(dev, fleet, 60),
        clusterAddress: fleet.clusterAddress,
        ruleFiles: writeRuleFiles(dev, join(folder, 'rules'), 60),
        alertmanager: '127.0.0.1:1',
        self: '127.0.0.1:2',
      });
      writeFileSync(file, JSON.stringify(configuration));
      const { status, stdout, stderr } = spawnSync(binaryOf('promtool'), ['check', 'config', file], {
        encoding: 'utf8',
      });
      expect({ status, output: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, output: '' });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

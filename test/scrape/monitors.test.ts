import { selectorsOf } from '../../models/feed';
import { feedsOf } from '../../models/runtime';
import { runtimes } from '../../models/runtimes';
import { exporterMonitors, podMonitorsFor, type PodMetricsEndpoint } from '../../scrape';
import { company } from '../rules/company';

const environment = company();
const monitors = new Map(
  environment.models.flatMap((model) =>
    podMonitorsFor(model).map((monitor) => [monitor.metadata.name, monitor] as const),
  ),
);

function endpointOf(name: string): PodMetricsEndpoint {
  const [endpoint] = monitors.get(name)?.spec.podMetricsEndpoints ?? [];
  if (endpoint === undefined) throw new Error(`no monitor ${name}`);
  return endpoint;
}

/** Whether a series of the page is stored, by the steps in Prometheus' order. */
function survives(
  endpoint: PodMetricsEndpoint,
  metric: string,
  pageLabels: Readonly<Record<string, string>> = {},
): boolean {
  const labels = new Map<string, string>([['__name__', metric], ...Object.entries(pageLabels)]);
  return endpoint.metricRelabelings.every(
    ({ action, sourceLabels = [], regex = '.*', targetLabel, replacement }) => {
      const whole = new RegExp(`^(?:${regex})$`);
      const matches = whole.test(sourceLabels.map((label) => labels.get(label) ?? '').join(';'));
      if (action === 'keep') return matches;
      if (action === 'drop') return !matches;
      if (action === 'labeldrop')
        for (const label of labels.keys()) if (whole.test(label)) labels.delete(label);
      if (action === undefined && matches && targetLabel !== undefined)
        labels.set(targetLabel, replacement ?? '');
      return true;
    },
  );
}

describe('monitors of models', () => {
  test('attach the identity to the target, so that no label of the page can stand in for it', () => {
    expect(endpointOf('fraud').honorLabels).toBe(false);
    expect(endpointOf('fraud').relabelings).toEqual([
      { targetLabel: 'namespace', replacement: 'serving' },
      { targetLabel: 'model_name', replacement: 'fraud' },
      { targetLabel: 'team', replacement: 'risk' },
      { targetLabel: 'tier', replacement: 'critical' },
      { targetLabel: 'runtime', replacement: 'custom' },
      {
        sourceLabels: ['__meta_kubernetes_pod_label_app_kubernetes_io_version'],
        targetLabel: 'model_version',
      },
    ]);
  });

  test('find the pods where the entry says they are, and call them by the namespace of the model', () => {
    const quality = monitors.get('churn-quality');
    expect(quality?.spec.namespaceSelector.matchNames).toEqual(['quality']);
    expect(quality?.spec.selector.matchLabels).toEqual({ app: 'churn-quality' });
    expect(endpointOf('churn-quality').relabelings).toContainEqual({
      targetLabel: 'namespace',
      replacement: 'serving',
    });
  });

  test('keep only the model of their own on a server that carries several, whatever signs its name holds', () => {
    const endpoint = endpointOf('tagger');
    const own = { model: 'tagger.v2' };
    expect(survives(endpoint, 'nv_inference_request_success', own)).toBe(true);
    expect(survives(endpoint, 'nv_inference_request_success', { model: 'taggerxv2' })).toBe(false);
    expect(survives(endpoint, 'nv_gpu_utilization')).toBe(false);
  });

  test('read a batch model from the gateway by the name that the job pushes', () => {
    expect(monitors.get('nightly')?.spec.namespaceSelector.matchNames).toEqual(['monitoring']);
    expect(
      survives(endpointOf('nightly'), 'ml_batch_job_rows_total', { exported_model_name: 'nightly' }),
    ).toBe(true);
    expect(survives(endpointOf('nightly'), 'ml_batch_job_rows_total', { exported_model_name: 'other' })).toBe(
      false,
    );
  });

  test('store nothing twice: what a quality source publishes is not read from the server, and the reverse', () => {
    const quality = endpointOf('churn-quality');
    expect(survives(quality, 'ml_model_accuracy')).toBe(true);
    expect(survives(quality, 'ml_predictions_total')).toBe(false);
    expect(survives(quality, 'ml_prediction_latency_seconds_bucket')).toBe(false);
    expect(survives(endpointOf('fraud'), 'ml_predictions_total')).toBe(true);
  });

  test('store the drift of the features that the entry names, and of no other', () => {
    expect(survives(endpointOf('fraud'), 'drift_detected', { feature: 'country' })).toBe(true);
    expect(survives(endpointOf('fraud'), 'drift_detected', { feature: 'countryside' })).toBe(false);
    expect(survives(endpointOf('fraud'), 'ml_feature_drift_score', { feature: 'countryside' })).toBe(true);
  });

  test("take the version of a batch model from what the job pushed, not from the gateway's pod", () => {
    const targets = (name: string) => endpointOf(name).relabelings.map(({ targetLabel }) => targetLabel);
    expect(targets('fraud')).toContain('model_version');
    expect(targets('nightly')).not.toContain('model_version');
  });

  test('never drop a series that feeds a signal of theirs', () => {
    for (const model of environment.models) {
      for (const source of model.sources) {
        const endpoint = endpointOf(source.name);
        const own = {
          feature: model.drift?.features[0] ?? '',
          method: model.drift?.score?.test ?? '',
          ...(source.served === undefined
            ? {}
            : { model: source.served, exported_model_name: source.served }),
        };
        for (const signal of source.signals) {
          const metrics = feedsOf(runtimes[source.runtime], signal).flatMap((feed) =>
            selectorsOf(feed).map(({ metric }) => metric),
          );
          const lost = metrics.filter((metric) => !survives(endpoint, metric, own));
          expect({ source: source.name, signal, lost }).toEqual({ source: source.name, signal, lost: [] });
        }
      }
    }
  });

  test('limit what one page may cost and read pages without a content type', () => {
    for (const { spec } of monitors.values()) {
      expect(spec.bodySizeLimit).toBe('32MiB');
      expect(spec.sampleLimit).toBeGreaterThan(0);
      expect(spec.labelLimit).toBeGreaterThan(0);
      expect(spec.keepDroppedTargets).toBe(10);
      expect(spec.fallbackScrapeProtocol).toBe('PrometheusText0.0.4');
    }
  });

  test('go by the time of the scrape, whatever the clock of a pod says', () => {
    for (const { spec } of monitors.values())
      for (const endpoint of spec.podMetricsEndpoints) expect(endpoint.honorTimestamps).toBe(false);
  });

  test('scrape faster in compressed time', () => {
    const [model] = environment.models;
    if (model === undefined) throw new Error('no models');
    expect(podMonitorsFor(model, 60)[0]?.spec.podMetricsEndpoints[0]).toMatchObject({
      interval: '500ms',
      scrapeTimeout: '167ms',
    });
  });
});

describe('the monitor of GPUs', () => {
  test("keeps the labels of the pod that uses a GPU and drops those of the exporter's own pod", () => {
    const [monitor] = exporterMonitors(environment);
    const [endpoint] = monitor?.spec.podMetricsEndpoints ?? [];
    expect(endpoint?.honorLabels).toBe(true);
    expect(endpoint?.relabelings).toContainEqual({ action: 'labeldrop', regex: 'pod|namespace|container' });
  });

  test('is not there where an environment has no GPUs', () => {
    const names = exporterMonitors({ ...environment, gpuPools: {} }).map(({ metadata }) => metadata.name);
    expect(names).not.toContain('dcgm-exporter');
  });
});

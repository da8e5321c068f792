import { seconds } from '../../models/duration';
import type { Model } from '../../models/model';
import { exporterMonitors, podMonitorsFor, probesFor, type Probe } from '../../scrape';
import { company } from '../rules/company';

const environment = company();

function model(name: string, every?: number): Model {
  const found = environment.models.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no model ${name}`);
  const { probe } = found;
  return every === undefined || probe === undefined
    ? found
    : { ...found, probe: { ...probe, every: seconds(every) } };
}

function probeOf(name: string, every?: number, pace?: number): Probe {
  const [probe] = probesFor(model(name, every), pace);
  if (probe === undefined) throw new Error(`${name} has no probe`);
  return probe;
}

/** Fields of a Probe's spec, and of what is in it, that prometheus-operator 0.93 knows; it prunes any other in silence. */
const known: Readonly<Record<string, readonly string[]>> = {
  '': [
    ...['authorization', 'basicAuth', 'bearerTokenSecret', 'convertClassicHistogramsToNHCB', 'enableHttp2'],
    ...[
      'fallbackScrapeProtocol',
      'followRedirects',
      'interval',
      'jobName',
      'keepDroppedTargets',
      'labelLimit',
    ],
    ...['labelNameLengthLimit', 'labelValueLengthLimit', 'metricRelabelings', 'module', 'oauth2', 'params'],
    ...[
      'nativeHistogramBucketLimit',
      'nativeHistogramMinBucketFactor',
      'prober',
      'sampleLimit',
      'scrapeClass',
    ],
    ...[
      'scrapeClassicHistograms',
      'scrapeNativeHistograms',
      'scrapeProtocols',
      'scrapeTimeout',
      'targetLimit',
    ],
    ...['targets', 'tlsConfig'],
  ],
  prober: ['noProxy', 'path', 'proxyConnectHeader', 'proxyFromEnvironment', 'proxyUrl', 'scheme', 'url'],
  targets: ['ingress', 'staticConfig'],
  'targets.staticConfig': ['labels', 'relabelingConfigs', 'static'],
};

function unknownFields(value: object, path = ''): readonly string[] {
  const fields = known[path];
  if (fields === undefined) return [];
  return Object.entries(value).flatMap(([field, below]: [string, unknown]) => {
    const at = path === '' ? field : `${path}.${field}`;
    if (!fields.includes(field)) return [at];
    return typeof below === 'object' && below !== null ? unknownFields(below, at) : [];
  });
}

describe('the probe of a model', () => {
  test('calls the address of the entry through the prober, under the identity of the model', () => {
    expect(probeOf('fraud')).toMatchObject({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Probe',
      metadata: { name: 'fraud', namespace: 'model-observatory' },
      spec: {
        jobName: 'probe/model-observatory/fraud',
        prober: { url: 'prometheus-blackbox-exporter.monitoring:9115', path: '/probe' },
        module: 'http_2xx',
        interval: '30s',
        scrapeTimeout: '10s',
        targets: {
          staticConfig: {
            static: ['http://fraud.serving.svc:8080/health'],
            labels: { namespace: 'serving', model_name: 'fraud', team: 'risk', tier: 'critical' },
          },
        },
      },
    });
  });

  test('has only fields that the operator knows', () => {
    expect(unknownFields(probeOf('fraud').spec)).toEqual([]);
    expect(unknownFields({ module: '', prober: { uri: '' }, target: {} })).toEqual(['prober.uri', 'target']);
  });

  test('names the prober without a scheme, which the operator would take for a part of the host', () => {
    expect(probeOf('fraud').spec.prober.url).toMatch(/^[a-z0-9.-]+:\d+$/);
  });

  test('is not there where the entry asks for none', () => {
    expect(probesFor(model('churn'))).toEqual([]);
  });

  test('is a job beside those of the pods, whatever a model is called', () => {
    const jobs = environment.models
      .flatMap((one) => podMonitorsFor(one))
      .map(({ metadata }) => metadata.name);
    expect(jobs.map((name) => `model-observatory/${name}`)).not.toContain(probeOf('fraud').spec.jobName);
    // A name has no slash, so no model can be called like another one's probe.
    expect(probeOf('fraud').spec.jobName.split('/')).toHaveLength(3);
  });

  test('never waits longer than until the next call, which the operator would refuse', () => {
    expect(probeOf('fraud', 10).spec).toMatchObject({ interval: '10s', scrapeTimeout: '10s' });
    expect(probeOf('fraud', 5).spec).toMatchObject({ interval: '5s', scrapeTimeout: '5s' });
    expect(probeOf('fraud', 120).spec).toMatchObject({ interval: '2m', scrapeTimeout: '10s' });
  });

  test('comes faster in compressed time', () => {
    expect(probeOf('fraud', 30, 60).spec).toMatchObject({ interval: '500ms', scrapeTimeout: '167ms' });
  });
});

describe('the monitor of the prober', () => {
  const names = (models: readonly Model[]): readonly string[] =>
    exporterMonitors({ ...environment, models }).map(({ metadata }) => metadata.name);

  test('is there as soon as one model is probed, and reads the page about the prober itself', () => {
    expect(names([model('fraud'), model('churn')])).toContain('prometheus-blackbox-exporter');
    expect(names([model('churn')])).not.toContain('prometheus-blackbox-exporter');
    const monitor = exporterMonitors(environment).find(
      ({ metadata }) => metadata.name === 'prometheus-blackbox-exporter',
    );
    expect(monitor?.spec).toMatchObject({
      namespaceSelector: { matchNames: ['monitoring'] },
      selector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus-blackbox-exporter' } },
      podMetricsEndpoints: [{ portNumber: 9115, path: '/metrics' }],
    });
  });

  test('gives its series no identity of a model', () => {
    const monitors = exporterMonitors(environment);
    const targets = monitors.flatMap(({ spec }) =>
      spec.podMetricsEndpoints.flatMap(({ relabelings }) =>
        relabelings.map(({ targetLabel }) => targetLabel),
      ),
    );
    expect(targets).not.toContain('model_name');
  });
});

describe('monitors of models', () => {
  test('name the pods of a server, and none of a job elsewhere or of a gateway', () => {
    const drops = (name: string): readonly (string | undefined)[] =>
      environment.models
        .flatMap((one) => podMonitorsFor(one))
        .filter(({ metadata }) => metadata.name === name)
        .flatMap(({ spec }) => spec.podMetricsEndpoints.flatMap(({ relabelings }) => relabelings))
        .filter(({ action }) => action === 'labeldrop')
        .map(({ regex }) => regex);
    expect(drops('fraud')).toEqual([]);
    expect(drops('tagger')).toEqual([]);
    expect(drops('churn-quality')).toEqual(['pod|container']);
    expect(drops('nightly')).toEqual(['pod|container']);
  });
});

import {
  elasticsearchExporter,
  jobOf,
  logLineCounter,
  logstashExporter,
  ownJobs,
} from '../../models/exporters';
import { namespaces, objects } from '../../models/names';
import { alertmanagerConfiguration } from '../../rules';
import { exporterMonitors } from '../../scrape';
import { committedEnvironments, overTwoClusters, synthesised, valuesOf, type Arguments } from './synthesised';

const world = overTwoClusters();
const stacks = synthesised([world]);
const resource = (stack: string, address: string): Arguments | undefined => stacks[stack]?.resources[address];

interface Container {
  readonly name: string;
  readonly env?: readonly { readonly name: string; readonly value?: string }[];
  readonly ports?: readonly { readonly containerPort: number }[];
  readonly args?: readonly string[];
  readonly readinessProbe?: unknown;
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
}

interface LogstashValues {
  readonly pipelines: readonly { readonly 'pipeline.id': string; readonly 'config.string': string }[];
  readonly services: readonly { readonly name: string; readonly tls?: unknown }[];
  readonly podTemplate: {
    readonly spec: {
      readonly containers: readonly Container[];
      readonly volumes: readonly {
        readonly name: string;
        readonly secret?: { readonly secretName: string };
      }[];
    };
  };
}

describe('the exporter of Elasticsearch', () => {
  const address = `helm_release.${elasticsearchExporter.monitor}`;
  const release = resource('world-eu-1-logging', address);
  const values = valuesOf(release) as unknown as {
    readonly es: {
      readonly uri: string;
      readonly sslSkipVerify: boolean;
      readonly ssl: { ca: { path: string } };
    };
    readonly extraEnvSecrets: Readonly<Record<string, { readonly secret: string; readonly key: string }>>;
    readonly secretMounts: readonly { readonly secretName: string; readonly path: string }[];
    readonly serviceMonitor: unknown;
    readonly service: { readonly httpPort: number };
    readonly fullnameOverride: string;
  };

  it('runs where Elasticsearch does, after it, and nowhere else', () => {
    expect(release?.['depends_on']).toEqual(['helm_release.eck-stack']);
    expect(resource('world-us-1-logging', address)).toBeUndefined();
  });

  it('trusts the authority of the operator only, and knows its user by the name of a Secret', () => {
    expect(values.es.uri).toMatch(/^https:\/\/observatory-es-http\.logging\.svc:9200$/);
    expect(JSON.stringify(values)).not.toMatch(/skip.?verify/i);
    const [mount] = values.secretMounts;
    expect(mount?.secretName).toBe(objects.elasticsearchCertificate);
    expect(values.es.ssl.ca.path).toBe(`${mount?.path ?? ''}/ca.crt`);
    expect(values.extraEnvSecrets).toEqual({
      ES_USERNAME: { secret: objects.elasticsearchExporterSecret, key: 'username' },
      ES_PASSWORD: { secret: objects.elasticsearchExporterSecret, key: 'password' },
    });
  });

  it('is scraped by our monitor only', () => {
    expect(values.serviceMonitor).toEqual({ enabled: false });
    expect(values.service.httpPort).toBe(elasticsearchExporter.portNumber);
  });
});

const logstashOf = (cluster: string): LogstashValues =>
  (
    valuesOf(resource(`world-${cluster}-logging`, 'helm_release.eck-stack')) as unknown as Readonly<
      Record<string, LogstashValues>
    >
  )['eck-logstash'] as LogstashValues;

const counterOf = (cluster: string): Container | undefined =>
  logstashOf(cluster).podTemplate.spec.containers.find(({ name }) => name === 'line-counter');

describe('the exporter of Logstash', () => {
  it.each(['eu-1', 'us-1'])(
    'is a container of every Logstash of %s, on the port of its monitor',
    (cluster) => {
      const { containers, volumes } = logstashOf(cluster).podTemplate.spec;
      const exporter = containers.find(({ name }) => name === 'exporter');
      expect(exporter?.ports).toMatchObject([{ containerPort: logstashExporter.portNumber }]);
      // A pod that is not ready gets no lines: what watches must not decide that.
      expect(exporter).not.toHaveProperty('readinessProbe');
      const mounted = volumes.find(({ name }) => name === exporter?.volumeMounts[0]?.name);
      expect(mounted?.secret?.secretName).toBe(objects.logstashCertificate);
    },
  );

  it('asks the Logstash beside it over TLS, by a name that is in the certificate and an authority that it has', () => {
    const { podTemplate, services } = logstashOf('eu-1');
    const exporter = podTemplate.spec.containers.find(({ name }) => name === 'exporter');
    const set = Object.fromEntries((exporter?.env ?? []).map(({ name, value }) => [name, value ?? '']));
    expect(set['SSL_CERT_FILE']).toBe(`${exporter?.volumeMounts[0]?.mountPath ?? ''}/ca.crt`);
    expect(set).not.toHaveProperty('HTTP_INSECURE');
    const { hostname, protocol } = new URL(set['LOGSTASH_URL'] ?? '');
    expect(protocol).toBe('https:');
    expect(services.find(({ name }) => name === 'api')?.tls).toEqual({
      selfSignedCertificate: { subjectAltNames: [{ dns: hostname }] },
    });
  });
});

describe('the counter of lines', () => {
  it.each(['eu-1', 'us-1'])(
    'is a container of every Logstash of %s, where its monitor finds it',
    (cluster) => {
      const container = counterOf(cluster);
      expect(container?.ports).toMatchObject([{ containerPort: logLineCounter.portNumber }]);
      expect(container?.args).toContain(`--web.listen-address=:${logLineCounter.portNumber}`);
      const monitor = exporterMonitors(world).find(
        ({ metadata }) => metadata.name === logLineCounter.monitor,
      );
      expect(monitor?.spec.podMetricsEndpoints).toMatchObject([{ portNumber: 9102, honorLabels: false }]);
    },
  );

  it('listens where the pipelines beside it send, to nobody outside its pod, and never decides who gets lines', () => {
    const container = counterOf('eu-1');
    expect(container?.args).toEqual(
      expect.arrayContaining(['--statsd.listen-udp=127.0.0.1:9125', '--statsd.listen-tcp=']),
    );
    expect(container).not.toHaveProperty('readinessProbe');
    const { pipelines } = logstashOf('eu-1');
    const sending = pipelines.filter((pipeline) => pipeline['config.string'].includes('udp {'));
    expect(sending.map((pipeline) => pipeline['pipeline.id'])).toEqual(['intake', 'inference', 'dedicated']);
    for (const { 'config.string': text } of sending)
      expect(text).toMatch(/host => "127\.0\.0\.1"\s+port => 9125/);
  });

  it('may do nothing that it does not need, and knows no secret', () => {
    expect(counterOf('eu-1')).toMatchObject({
      image: expect.stringMatching(/:v\d+\.\d+\.\d+$/) as string,
      securityContext: {
        runAsNonRoot: true,
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      },
      resources: { limits: { memory: '64Mi' } },
    });
    expect(counterOf('eu-1')).not.toHaveProperty('env');
    expect(counterOf('eu-1')).not.toHaveProperty('volumeMounts');
  });
});

describe('what rules read of programs', () => {
  it('comes from the monitors of ours by the jobs that the operator makes of their names', () => {
    const jobs = exporterMonitors(world).map(
      ({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`,
    );
    expect(jobs).toEqual(
      expect.arrayContaining([elasticsearchExporter, logstashExporter, logLineCounter].map(jobOf)),
    );
    for (const { metadata, spec } of exporterMonitors(world)) {
      if (!/^dcgm|blackbox/.test(metadata.name))
        expect(spec.namespaceSelector.matchNames).toEqual([namespaces.logging]);
    }
  });

  it('comes from kube-prometheus-stack by the names of its Services', () => {
    const { fullnameOverride } = valuesOf(
      resource('world-eu-1-platform', `helm_release.${objects.prometheusStack}`),
    ) as unknown as { readonly fullnameOverride: string };
    expect([ownJobs.prometheus, ownJobs.alertmanager]).toEqual([
      `${fullnameOverride}-prometheus`,
      `${fullnameOverride}-alertmanager`,
    ]);
  });
});

describe('the watchdog', () => {
  it.each(committedEnvironments())('of $name is there, and leads out of the cluster', (environment) => {
    const [platform] = Object.values(synthesised([environment])).filter(({ name }) =>
      name.endsWith('-platform'),
    );
    const values = valuesOf(platform?.resources[`helm_release.${objects.prometheusStack}`]) as unknown as {
      readonly defaultRules: { readonly create: boolean; readonly rules: object; readonly disabled?: object };
      readonly alertmanager: {
        readonly alertmanagerSpec: { readonly secrets: readonly string[]; readonly additionalArgs: unknown };
      };
    };
    // Watchdog is part of the rules that the chart calls general.
    expect(values.defaultRules).toMatchObject({
      create: true,
      rules: { general: true, prometheus: true, prometheusOperator: true, alertmanager: true },
    });
    expect(values.defaultRules.disabled).not.toHaveProperty('Watchdog');
    if (environment.paging) expect(environment.heartbeat).toBeDefined();
    if (environment.heartbeat === undefined) return;
    const { route, receivers } = alertmanagerConfiguration(environment);
    expect(route.routes?.[0]).toMatchObject({ receiver: 'heartbeat', matchers: ['alertname="Watchdog"'] });
    expect(receivers.find(({ name }) => name === 'heartbeat')).toHaveProperty('webhook_configs');
    expect(values.alertmanager.alertmanagerSpec.secrets).toContain(environment.heartbeat.secret);
    // Without it, no series says which receiver failed.
    expect(values.alertmanager.alertmanagerSpec.additionalArgs).toEqual([
      { name: 'enable-feature', value: 'receiver-name-in-metrics' },
    ]);
  });
});

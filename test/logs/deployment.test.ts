import {
  beatsPort,
  elasticsearchHost,
  filebeatConfiguration,
  logstashVariables,
  pipelinesFor,
} from '../../logs';
import { logstashSize } from '../../environments/sizes';
import type { Environment } from '../../environments';
import { programsFor } from '../../logs/pipelines';
import { serviceUrls } from '../../models/links';
import { environmentNamed, environments } from './environments';

const each = test.each(environments.map((environment) => [environment.name, environment] as const));

each('in %s Filebeat ships to the port on which Logstash listens', (_name, environment) => {
  expect(filebeatConfiguration(environment)).toMatchObject({
    'output.logstash': { hosts: [serviceUrls.logstash], loadbalance: true },
  });
  expect(serviceUrls.logstash.endsWith(`:${beatsPort}`)).toBe(true);
  expect(programsFor(environment).get('intake')?.input[0]?.options['port']).toBe(beatsPort);
});

each('in %s nobody may send lines without a certificate of ours', (_name, environment) => {
  expect(
    programsFor(environment)
      .get('intake')
      ?.input.map(({ options }) => options),
  ).toMatchObject([{ ssl_enabled: true, ssl_client_authentication: 'required', enrich: ['none'] }]);
});

each('in %s raw lines stay in memory and redacted documents survive a restart', (_name, environment) => {
  const settings = pipelinesFor(environment).map((pipeline) => [
    pipeline.id,
    pipeline.settings['queue.type'],
  ]);
  expect(settings).toEqual([
    ['intake', 'memory'],
    ['inference', 'persisted'],
    ['dedicated', 'persisted'],
    ['audit', 'persisted'],
    ['deadletters', 'persisted'],
  ]);
});

each(
  'what Elasticsearch refuses of %s is kept by every pipeline that writes lines, not for ever, and read by one',
  (_name, environment) => {
    const kept = pipelinesFor(environment).flatMap(({ id, settings }) =>
      settings['dead_letter_queue.enable'] === true ? [[id, settings['dead_letter_queue.retain.age']]] : [],
    );
    expect(kept).toEqual([
      ['inference', '7d'],
      ['dedicated', '7d'],
      ['audit', '7d'],
    ]);
    const readers = programsFor(environment).get('deadletters')?.input ?? [];
    expect(readers.map(({ options }) => options['pipeline_id'])).toEqual(kept.map(([id]) => id));
  },
);

const larger = environments.map((environment): readonly [string, Environment] => [
  `${environment.name} with 100Gi`,
  { ...environment, logstash: { ...environment.logstash, volume: '100Gi' } },
]);

test.each([
  ...environments.map((environment): readonly [string, Environment] => [environment.name, environment]),
  ...larger,
])('the full queues and dead letters of %s together fit their volume', (_name, environment) => {
  const sizes: Readonly<Record<string, number>> = { mb: 1, gb: 1_024, Gi: 1_024 };
  const mebibytes = (text: string): number => {
    const [, count, unit] = /^(\d+)(mb|gb|Gi)$/.exec(text) ?? [];
    return Number(count) * (sizes[unit ?? ''] ?? Number.NaN);
  };
  const queues = pipelinesFor(environment).flatMap(({ settings }) => settings['queue.max_bytes'] ?? []);
  expect(queues).toHaveLength(4);
  const full = queues.reduce<number>((sum, queue) => sum + mebibytes(String(queue)), 0);
  const volume = mebibytes(logstashSize(environment).volume);
  expect(full).toBeLessThanOrEqual(volume * 0.8);
  expect(full).toBeGreaterThan(volume * 0.75);
  const letters = pipelinesFor(environment).flatMap(
    ({ settings }) => settings['dead_letter_queue.max_bytes'] ?? [],
  );
  expect(letters).toHaveLength(3);
  const unread = letters.reduce<number>((sum, most) => sum + mebibytes(String(most)), 0);
  expect(full + unread).toBeLessThanOrEqual(volume * 0.9);
});

each('the pipelines of %s hold no secret, only known variables', (_name, environment) => {
  const text = pipelinesFor(environment)
    .map(({ config }) => config)
    .join('\n');
  const used = [...text.matchAll(/\$\{(\w+)(?::1)?\}/g)].map((match) => match[1] ?? '');
  expect([...new Set(used)].sort()).toEqual(Object.values(logstashVariables).sort());
  expect(text.match(/\s(?:password|key) => "[^$]/g)).toBeNull();
});

each("Filebeat reads only the models' namespaces of %s", (_name, environment) => {
  const inputs = filebeatConfiguration(environment)['filebeat.inputs'];
  const namespaces = [...new Set(environment.models.map(({ namespace }) => namespace))].sort();
  const paths = namespaces.map((namespace) => `/var/log/containers/*_${namespace}_*.log`);
  expect(inputs).toMatchObject([{ type: 'filestream', paths }]);
});

test('an environment without models reads the usual namespace, and maps no line', () => {
  const empty = { ...environmentNamed('dev'), models: [] };
  expect(filebeatConfiguration(empty)['filebeat.inputs']).toMatchObject([
    { paths: ['/var/log/containers/*_serving_*.log'] },
  ]);
  expect(pipelinesFor(empty)).toHaveLength(5);
});

test.each([
  ['https://es.example', 'https://es.example:443'],
  ['http://es.example', 'http://es.example:80'],
  ['https://es.example:9243', 'https://es.example:9243'],
  ['https://es.example/logs/eu', 'https://es.example:443/logs/eu'],
])('Logstash is told the port of %s, because it would guess another', (address, host) => {
  expect(elasticsearchHost(address)).toBe(host);
});

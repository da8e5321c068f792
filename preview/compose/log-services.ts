import type { Environment } from '../../environments/environment';
import { homeOf } from '../../environments/cluster';
import { filebeatTls, logstashFolders, logstashVariables } from '../../logs';
import { elasticImage } from '../../models/versions';
import { addressOf, logstashHost, ports, published } from './addresses';
import { logFolder } from './mounts';
import { consumers, secretVolume } from './secrets';
import { afterSuccess, confined, healthy, inShell, onceHealthy, port, type Service } from './service';
import { kibanaUser, writerUser } from './users';

const running = { ...confined, restart: 'unless-stopped' } as const;
const elasticUser = `${consumers.elasticsearch.owner}:0`;

const nodeSecrets = '/usr/share/elasticsearch/config/observatory';
const kibanaSecrets = '/usr/share/kibana/config/observatory';

/** What each pipeline of Logstash, and of its heap, gets here. Half of the memory is Java's. */
const logstashHeap = '768m';

/** A program that wants its secrets as variables: they are in its own process, and in no file that is rendered. */
const withSecrets = (secrets: Readonly<Record<string, string>>, program: string): readonly string[] => [
  'bash',
  '-ec',
  inShell(
    [
      ...Object.entries(secrets).map(([variable, file]) => `export ${variable}="$(cat ${file})"`),
      `exec ${program}`,
    ].join('\n'),
  ),
];

/** Where log lines go, and what shows them. Elasticsearch is one node, which asks who asks. */
export function logServices(environment: Environment): Readonly<Record<string, Service>> {
  const image = (part: Parameters<typeof elasticImage>[0]): string =>
    elasticImage(part, environment.versions['elastic-stack']);
  const served = (what: 'http' | 'transport') => ({
    [`xpack.security.${what}.ssl.enabled`]: 'true',
    [`xpack.security.${what}.ssl.certificate`]: `${nodeSecrets}/tls.crt`,
    [`xpack.security.${what}.ssl.key`]: `${nodeSecrets}/tls.key`,
    [`xpack.security.${what}.ssl.certificate_authorities`]: `${nodeSecrets}/ca.crt`,
  });
  return {
    elasticsearch: {
      ...running,
      image: image('elasticsearch/elasticsearch'),
      user: elasticUser,
      environment: {
        'discovery.type': 'single-node',
        'cluster.name': environment.name,
        'node.name': 'local',
        // Memory maps would need a setting of the machine.
        'node.store.allow_mmap': 'false',
        'xpack.security.enabled': 'true',
        'xpack.ml.enabled': 'false',
        ...served('http'),
        ...served('transport'),
        ELASTIC_PASSWORD_FILE: `${nodeSecrets}/password`,
      },
      volumes: [
        `${secretVolume('elasticsearch')}:${nodeSecrets}:ro`,
        'elasticsearch:/usr/share/elasticsearch/data',
      ],
      ports: [port('elasticsearch')],
      depends_on: afterSuccess('prepare'),
      healthcheck: healthy(
        // It knows nobody who asks without a password, and says so.
        `curl -s --cacert ${nodeSecrets}/ca.crt https://localhost:${ports.elasticsearch} | grep -q 'missing authentication credentials'`,
        '120s',
      ),
      mem_limit: '2g',
      cpus: 2,
    },
    kibana: {
      ...running,
      image: image('kibana/kibana'),
      user: elasticUser,
      command: withSecrets(
        {
          KIBANA_PASSWORD: `${kibanaSecrets}/password`,
          KIBANA_SESSIONS: `${kibanaSecrets}/sessions`,
          KIBANA_OBJECTS: `${kibanaSecrets}/objects`,
          KIBANA_REPORTS: `${kibanaSecrets}/reports`,
        },
        '/usr/local/bin/kibana-docker',
      ),
      environment: {
        SERVER_PUBLICBASEURL: `http://127.0.0.1:\${${published.kibana.variable}:-${published.kibana.port}}`,
      },
      volumes: [
        './kibana/kibana.yml:/usr/share/kibana/config/kibana.yml:ro',
        `${secretVolume('kibana')}:${kibanaSecrets}:ro`,
        'kibana:/usr/share/kibana/data',
      ],
      ports: [port('kibana')],
      depends_on: afterSuccess('elasticsearch-setup'),
      healthcheck: healthy(
        `curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:${ports.kibana}/login | grep -q 200`,
        '180s',
      ),
      mem_limit: '1536m',
      cpus: 1,
    },
    logstash: {
      ...running,
      image: image('logstash/logstash'),
      user: elasticUser,
      entrypoint: withSecrets(
        {
          [logstashVariables.password]: `${logstashFolders.tls}/writer`,
          [logstashVariables.pseudonymKey]: `${logstashFolders.tls}/pseudonyms`,
        },
        '/usr/local/bin/docker-entrypoint',
      ),
      environment: {
        LS_JAVA_OPTS: `-Xms${logstashHeap} -Xmx${logstashHeap}`,
        [logstashVariables.hosts]: `https://${addressOf('elasticsearch')}`,
        [logstashVariables.certificateAuthority]: `${logstashFolders.tls}/ca.crt`,
        [logstashVariables.user]: writerUser,
        [logstashVariables.cluster]: homeOf(environment).name,
      },
      volumes: [
        './logstash/pipelines.yml:/usr/share/logstash/config/pipelines.yml:ro',
        './logstash/logstash.yml:/usr/share/logstash/config/logstash.yml:ro',
        './logstash/pipeline:/usr/share/logstash/pipeline:ro',
        `./logstash/routes:${logstashFolders.routes}:ro`,
        `${secretVolume('logstash')}:${logstashFolders.tls}:ro`,
        'logstash:/usr/share/logstash/data',
      ],
      // The name in its certificate, under which Filebeat knows it.
      networks: { default: { aliases: [logstashHost] } },
      depends_on: afterSuccess('elasticsearch-setup'),
      healthcheck: healthy('curl -sf http://127.0.0.1:9600/?pretty | grep -q \'"status" : "green"\'', '120s'),
      mem_limit: '1536m',
      cpus: 1,
    },
    filebeat: {
      ...running,
      image: image('beats/filebeat'),
      user: elasticUser,
      command: ['-e', '--strict.perms=false'],
      volumes: [
        './filebeat/filebeat.yml:/usr/share/filebeat/filebeat.yml:ro',
        `${secretVolume('filebeat')}:${filebeatTls}:ro`,
        `container-logs:${logFolder}:ro`,
        'filebeat:/usr/share/filebeat/data',
      ],
      depends_on: { ...onceHealthy('logstash'), ...afterSuccess('prepare') },
      healthcheck: healthy('filebeat test output --strict.perms=false'),
      mem_limit: '256m',
      cpus: 0.5,
    },
  };
}

/** What Kibana reads when it starts; its secrets are variables of its process. */
export const kibanaConfiguration = {
  'server.host': '0.0.0.0',
  'elasticsearch.hosts': [`https://${addressOf('elasticsearch')}`],
  'elasticsearch.username': kibanaUser,
  'elasticsearch.password': '${KIBANA_PASSWORD}',
  'elasticsearch.ssl.certificateAuthorities': [`${kibanaSecrets}/ca.crt`],
  'xpack.security.encryptionKey': '${KIBANA_SESSIONS}',
  'xpack.encryptedSavedObjects.encryptionKey': '${KIBANA_OBJECTS}',
  'xpack.reporting.encryptionKey': '${KIBANA_REPORTS}',
  // Nothing leaves the machine that nobody asked for.
  'telemetry.enabled': false,
} as const;

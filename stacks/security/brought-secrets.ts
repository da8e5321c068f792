import type { Environment } from '../../environments';
import { snapshotSecret } from '../../environments/snapshots';
import { monitorRole, readerRole, writerRole } from '../../logs';
import { namespaces, objects } from '../../models/names';

/** A Secret that people bring: this program knows its name and its keys, and no value. */
export interface BroughtSecret {
  readonly name: string;
  readonly namespace: string;
  readonly keys: readonly string[];
  readonly what: string;
  /** Where it matters. */
  readonly type?: 'kubernetes.io/basic-auth';
  /** Where it must be; everywhere unless said. */
  readonly where?:
    'home cluster' | 'every cluster but home' | 'every cluster, unless `monitoringTls` is `none`';
}

const certificate = ['tls.crt', 'tls.key', 'ca.crt'] as const;
const unlessInTheClear = 'every cluster, unless `monitoringTls` is `none`';
const login = ['username', 'password'] as const;
/** As the operator takes a user of Elasticsearch. */
const user = { keys: [...login, 'roles'], type: 'kubernetes.io/basic-auth' } as const;

/** Those that every environment needs. */
export const broughtSecrets: readonly BroughtSecret[] = [
  {
    name: objects.prometheusTlsSecret,
    namespace: namespaces.monitoring,
    keys: certificate,
    what: "Prometheus' certificate, for the names of both, and its authority",
    where: unlessInTheClear,
  },
  {
    name: objects.alertmanagerTlsSecret,
    namespace: namespaces.monitoring,
    keys: certificate,
    what: "Alertmanager's certificate, as server and as client, and its authority",
    where: unlessInTheClear,
  },
  {
    name: objects.grafanaAdminSecret,
    namespace: namespaces.monitoring,
    keys: ['admin-user', 'admin-password'],
    what: 'the first user of Grafana',
    where: 'home cluster',
  },
  {
    name: objects.grafanaElasticsearchSecret,
    namespace: namespaces.monitoring,
    keys: login,
    what: 'as whom Grafana reads logs; optional',
    where: 'home cluster',
  },
  {
    name: objects.logstashSecret,
    namespace: namespaces.logging,
    keys: ['PII_HMAC_KEY', 'PII_HMAC_KEY_ID'],
    what: 'the key of pseudonyms, and its id, which is `1` where it is missing',
  },
  {
    name: objects.elasticsearchWriterSecret,
    namespace: namespaces.logging,
    ...user,
    what: `as whom Logstash writes; \`roles\` is \`${writerRole}\``,
  },
  {
    name: objects.elasticsearchReaderSecret,
    namespace: namespaces.logging,
    ...user,
    what: `the user of \`${objects.grafanaElasticsearchSecret}\`; \`roles\` is \`${readerRole}\``,
    where: 'home cluster',
  },
  {
    name: objects.elasticsearchAdministratorSecret,
    namespace: namespaces.logging,
    ...user,
    what: 'as whom Terraform calls Elasticsearch and Kibana; `roles` is `superuser`; optional: the operator makes a user `elastic`',
    where: 'home cluster',
  },
  {
    name: objects.logstashTlsSecret,
    namespace: namespaces.logging,
    keys: certificate,
    what: "Logstash's certificate, and the authority of Filebeat's",
  },
  {
    name: objects.elasticsearchExporterSecret,
    namespace: namespaces.logging,
    ...user,
    what: `as whom the exporter asks Elasticsearch; \`roles\` is \`${monitorRole}\``,
    where: 'home cluster',
  },
  {
    name: objects.elasticsearchCaSecret,
    namespace: namespaces.logging,
    keys: ['ca.crt'],
    what: 'the authority of the certificate of `elastic.url`',
    where: 'every cluster but home',
  },
  {
    name: objects.filebeatTlsSecret,
    namespace: namespaces.nodeAgents,
    keys: certificate,
    what: "Filebeat's certificate, and the authority of Logstash's",
  },
];

/** Those that an environment names: beside them there are those of receivers of alerts and of entries. */
export function namedSecrets({
  longTerm: { remote, thanosSidecar },
  elastic: { snapshots },
}: Pick<Environment, 'longTerm' | 'elastic'>): readonly BroughtSecret[] {
  const { basic, bearer } = remote?.auth ?? {};
  const writer = {
    namespace: namespaces.monitoring,
    what: 'as whom Prometheus writes what is kept for long',
  };
  const bucket = snapshots === undefined ? undefined : snapshotSecret(snapshots);
  return [
    ...(basic === undefined ? [] : [{ ...writer, name: basic, keys: login }]),
    ...(bearer === undefined ? [] : [{ ...writer, name: bearer, keys: ['token'] }]),
    ...(thanosSidecar === undefined
      ? []
      : [
          {
            name: thanosSidecar.bucketSecret,
            namespace: namespaces.monitoring,
            keys: ['objstore.yml'],
            what: 'the bucket to which Thanos uploads blocks of Prometheus',
          },
        ]),
    ...(bucket === undefined
      ? []
      : [
          {
            ...bucket,
            namespace: namespaces.logging,
            what: 'as whom Elasticsearch writes snapshots',
            where: 'home cluster' as const,
          },
        ]),
  ];
}

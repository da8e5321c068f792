import type { Environment } from '../environments';
import { logstashSize } from '../environments/sizes';
import { bytesOf } from '../models/bytes';
import { deadLetterShare, queueOf, type Queue } from '../models/log-sizing';

/** What Logstash and Filebeat expect of the pods that they run in; the deployment mounts and sets exactly this. */

/** Port of the Beats input; the Service's address is `serviceUrls.logstash`. */
export const beatsPort = 5044;

/**
 * The `clusterName` of the reference from Logstash to Elasticsearch, from which the operator makes the names of its
 * environment variables.
 */
export const clusterName = 'ml';

/** Environment variables (or keystore entries) of Logstash, as they stand in a pipeline. */
export const logstashVariables = {
  hosts: 'ML_ES_HOSTS',
  certificateAuthority: 'ML_ES_SSL_CERTIFICATE_AUTHORITY',
  user: 'WRITER_USER',
  password: 'WRITER_PASSWORD',
  pseudonymKey: 'PII_HMAC_KEY',
  pseudonymKeyId: 'PII_HMAC_KEY_ID',
  cluster: 'OBSERVATORY_CLUSTER',
} as const;

/** Folders in the Logstash container. All are mounted whole: a file mounted by subPath would never change. */
export const logstashFolders = {
  tls: '/usr/share/logstash/tls',
  routes: '/usr/share/logstash/routes',
  /** Holds `ca.crt`, where Elasticsearch is in another cluster. */
  elasticsearchCa: '/usr/share/logstash/elasticsearch-ca',
} as const;

/** Where Logstash keeps dead letters: below its data, on the volume that the operator mounts there. */
export const deadLetterFolder = '/usr/share/logstash/data/dead_letter_queue';

/** Folder in the Filebeat container that holds `ca.crt`, `tls.crt` and `tls.key`. */
export const filebeatTls = '/usr/share/filebeat/tls';

/** The node's folders that Filebeat mounts at the same paths: the first holds links into the second. */
export const nodeFolders = { containers: '/var/log/containers', pods: '/var/log/pods' } as const;

/**
 * How large the persistent queues get, by what is written. Logstash does not start on a volume that could not hold full
 * queues. All of them are there whether or not an entry asks, because the volume can only grow by making Logstash anew.
 */
export function persistentQueues(environment: Environment): Readonly<Record<Queue | 'deadLetters', string>> {
  const { volume } = logstashSize(environment);
  const most = (queue: Queue): string => `${Math.floor(queueOf(volume, queue) / 2 ** 20)}mb`;
  return {
    inference: most('inference'),
    dedicated: most('dedicated'),
    audit: most('audit'),
    // What is read of dead letters is few, and on its way.
    deadLetters: '64mb',
  };
}

/**
 * Documents that Elasticsearch refuses for good, such as one whose field does not fit its mapping, are kept beside the
 * queue of their pipeline until `deadletters` has read them. Without that they are gone, and no counter tells of it. Of
 * too many, the oldest go.
 */
export const unreadLetters = {
  maximum: (environment: Environment): string =>
    `${Math.floor((bytesOf(logstashSize(environment).volume) * deadLetterShare) / 2 ** 20)}mb`,
  age: '7d',
} as const;

export const variable = (name: string): string => `\${${name}}`;

/**
 * The id of the key of pseudonyms, which is no secret. It lies beside the key, so that both change at once; a Secret from
 * before keys had ids has none.
 */
export const keyId = `\${${logstashVariables.pseudonymKeyId}:1}`;

/** An address of Elasticsearch as Logstash needs it: without a port it would take 9200, whatever the protocol. */
export function elasticsearchHost(address: string): string {
  const { protocol, hostname, port, pathname } = new URL(address);
  const explicit = port === '' ? { 'https:': '443', 'http:': '80' }[protocol] : port;
  return `${protocol}//${hostname}:${explicit}${pathname === '/' ? '' : pathname}`;
}

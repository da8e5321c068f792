import { addressOf, logstashHost, type Service } from './addresses';

/** What is secret in the local stack. All of it is made when the stack first starts, and none of it is in a file that is rendered. */

/** Passwords and keys: random texts. */
export const randomSecrets = [
  'elastic',
  'kibana',
  'writer',
  'reader',
  'grafana',
  'pseudonyms',
  'kibana-sessions',
  'kibana-objects',
  'kibana-reports',
] as const;
type RandomSecret = (typeof randomSecrets)[number];

const hostOf = (service: Service): string => addressOf(service).replace(/:\d+$/, '');

/** Certificates by their names, each with the hosts that it is for. */
export const certificates = {
  elasticsearch: [hostOf('elasticsearch'), 'localhost', '127.0.0.1'],
  logstash: [logstashHost],
  filebeat: ['filebeat'],
} as const;
export type CertificateName = keyof typeof certificates;

export interface Consumer {
  /** User id of the service, to whom the files belong. */
  readonly owner: number;
  /** Random secrets by the names of their files. */
  readonly secrets: Readonly<Record<string, RandomSecret>>;
  /** What proves who it is, as `tls.crt` and `tls.key`. The authority, `ca.crt`, is always there. */
  readonly certificate?: CertificateName;
}

const elastic = 1000;

/** Who gets what: each service sees its own volume, and no other. */
export const consumers = {
  elasticsearch: { owner: elastic, secrets: { password: 'elastic' }, certificate: 'elasticsearch' },
  kibana: {
    owner: elastic,
    secrets: {
      password: 'kibana',
      sessions: 'kibana-sessions',
      objects: 'kibana-objects',
      reports: 'kibana-reports',
    },
  },
  logstash: {
    owner: elastic,
    secrets: { writer: 'writer', pseudonyms: 'pseudonyms' },
    certificate: 'logstash',
  },
  filebeat: { owner: elastic, secrets: {}, certificate: 'filebeat' },
  grafana: { owner: 472, secrets: { admin: 'grafana', reader: 'reader' } },
  setup: {
    owner: 1000,
    secrets: { elastic: 'elastic', kibana: 'kibana', writer: 'writer', reader: 'reader' },
  },
} as const satisfies Readonly<Record<string, Consumer>>;
export type ConsumerName = keyof typeof consumers;

/** The volume of a service's secrets. */
export const secretVolume = (name: ConsumerName): string => `secrets-${name}`;

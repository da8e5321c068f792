import { readerRole, writerRole } from '../../logs';

/** Users of Elasticsearch beside those that it brings. */
export const readerUser = 'grafana';
export const writerUser = 'logstash';

/** Each with the file of its password, among those of whoever prepares Elasticsearch, and its role. */
export const users = [
  { name: readerUser, password: 'reader', roles: [readerRole] },
  { name: writerUser, password: 'writer', roles: [writerRole] },
] as const;

/** As whom Kibana itself asks Elasticsearch, which brings that user without a password. */
export const kibanaUser = 'kibana_system';
/** Who may do everything, and whoever opens Kibana here. */
export const adminUser = 'elastic';

import type { Environment } from '../../environments';
import { streamPattern } from '../../logs';
import { dataSourceUids } from '../../models/links';

/** Elasticsearch as Grafana reads a source from a file. `username` and `password` say where these are, and are none. */
export const logSource = (
  environment: Environment,
  { username, password }: { readonly username: string; readonly password: string },
) => ({
  uid: dataSourceUids.elasticsearch,
  name: 'Model Observatory logs',
  type: 'elasticsearch',
  access: 'proxy',
  url: environment.elastic.url,
  editable: false,
  basicAuth: true,
  basicAuthUser: username,
  secureJsonData: { basicAuthPassword: password },
  jsonData: {
    index: streamPattern(environment),
    timeField: '@timestamp',
    logMessageField: 'message',
    logLevelField: 'log.level',
  },
});

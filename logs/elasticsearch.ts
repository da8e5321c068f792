import type { Environment } from '../environments';
import { streamNamespace } from './data-streams';
import { logstashVariables, variable } from './deployment';
import { hash, plugin, type Plugin, type Value } from './pipeline';

/** An output to Elasticsearch as the user that may only append. */
export const toElasticsearch = (id: string, options: Readonly<Record<string, Value>>): Plugin =>
  plugin('elasticsearch', id, {
    hosts: [variable(logstashVariables.hosts)],
    ssl_enabled: true,
    ssl_certificate_authorities: [variable(logstashVariables.certificateAuthority)],
    user: variable(logstashVariables.user),
    password: variable(logstashVariables.password),
    ...options,
  });

/**
 * An output to a data stream by its name. The mode that knows data streams takes neither a document's id nor a dataset
 * out of a dictionary, so this one is told only to create.
 */
export const toStream = (id: string, name: string, options: Readonly<Record<string, Value>> = {}): Plugin =>
  toElasticsearch(id, {
    data_stream: false,
    index: name,
    action: 'create',
    ...options,
    // Templates are the deployment's; Logstash may not write any.
    manage_template: false,
    ilm_enabled: false,
  });

/** Fields that every document of a data stream has, which that mode would have set. */
export const streamFields = (id: string, environment: Pick<Environment, 'name'>): Plugin =>
  plugin('mutate', id, {
    replace: hash({
      '[data_stream][type]': 'logs',
      '[data_stream][namespace]': streamNamespace(environment),
    }),
    copy: hash({ '[data_stream][dataset]': '[event][dataset]' }),
  });

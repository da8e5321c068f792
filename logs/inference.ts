import type { Environment } from '../environments';
import { inferenceDataset, streamNamespace, streamPart } from './data-streams';
import { logstashVariables, variable } from './deployment';
import { inferenceId } from './intake';
import { plugin, type Program } from './pipeline';

/** Writes redacted documents to their data stream; its queue is on disk and outlives restarts of Elasticsearch. */
export const inference = (environment: Environment): Program => ({
  input: [plugin('pipeline', 'from_intake', { address: inferenceId })],
  filter: [],
  output: [
    plugin('elasticsearch', 'es_inference', {
      hosts: [variable(logstashVariables.hosts)],
      ssl_enabled: true,
      ssl_certificate_authorities: [variable(logstashVariables.certificateAuthority)],
      user: variable(logstashVariables.user),
      password: variable(logstashVariables.password),
      data_stream: true,
      data_stream_type: 'logs',
      data_stream_dataset: streamPart(inferenceDataset),
      data_stream_namespace: streamNamespace(environment),
      // The stream is decided here: with routing on, a document could name another.
      data_stream_auto_routing: false,
    }),
  ],
});

import type { Environment } from '../environments';
import { inferenceDataset, streamNamespace, streamPart } from './data-streams';
import { toElasticsearch } from './elasticsearch';
import { countLines } from './line-counts';
import { plugin, type Program } from './pipeline';
import { inferenceId } from './pipeline-ids';

/** Writes redacted documents to their data stream; its queue is on disk and outlives restarts of Elasticsearch. */
export const inference = (environment: Environment): Program => ({
  input: [plugin('pipeline', 'from_intake', { address: inferenceId })],
  filter: [],
  output: [
    toElasticsearch('es_inference', {
      data_stream: true,
      data_stream_type: 'logs',
      data_stream_dataset: streamPart(inferenceDataset),
      data_stream_namespace: streamNamespace(environment),
      // The stream is decided here: with routing on, a document could name another.
      data_stream_auto_routing: false,
    }),
    ...countLines('count_inference'),
  ],
});

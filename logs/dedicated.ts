import type { Environment } from '../environments';
import { inferenceDataset, streamNamespace } from './data-streams';
import { streamFields, toStream } from './elasticsearch';
import { lookup } from './identity';
import { countLines } from './line-counts';
import { plugin, type Program } from './pipeline';
import { dedicatedId } from './pipeline-ids';

/**
 * Writes the documents of models that have a data stream of their own, or whose team has one. The queue is not that of
 * the others: a stream that cannot be written to yet holds up only these.
 *
 * Which stream it is comes from the dictionary and the model's name alone; whatever else stands in the document, it can
 * name no other. Type and environment are fixed.
 */
export const dedicated = (environment: Environment): Program => ({
  input: [plugin('pipeline', 'from_intake', { address: dedicatedId })],
  filter: [
    plugin('mutate', 'forget', { remove_field: ['[data_stream]'] }),
    // A model whose lines were queued before it gave up its stream goes to the shared one.
    lookup('stream', 'datasets.yml', '[service][name]', '[data_stream][dataset]', inferenceDataset),
    streamFields('stream_fields', environment),
  ],
  output: [
    toStream('es_dedicated', `logs-%{[data_stream][dataset]}-${streamNamespace(environment)}`),
    ...countLines('count_dedicated'),
  ],
});

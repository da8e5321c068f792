import type { Environment } from '../environments';
import { streamNamespace } from './data-streams';
import { streamFields, toStream } from './elasticsearch';
import { countLines } from './line-counts';
import { plugin, type Program } from './pipeline';
import { dedicatedId } from './pipeline-ids';

/**
 * Writes the documents of models that have a data stream of their own, or whose team has one. The queue is not that of
 * the others: a stream that cannot be written to yet holds up only these.
 *
 * Which stream it is was decided with the model, in `intake`, where a line cannot name one, and is not asked again: a
 * dictionary that is read at another moment might know the model and not its stream. Type and environment are fixed.
 */
export const dedicated = (environment: Environment): Program => ({
  input: [plugin('pipeline', 'from_intake', { address: dedicatedId })],
  filter: [streamFields('stream_fields', environment)],
  output: [
    toStream('es_dedicated', `logs-%{[data_stream][dataset]}-${streamNamespace(environment)}`),
    ...countLines('count_dedicated'),
  ],
});

import type { Environment } from '../environments';
import { letterReader, pipelinesWithLetters } from '../models/names';
import { deadLetterDataset, streamName, streamNamespace } from './data-streams';
import { deadLetterFolder, logstashVariables, variable } from './deployment';
import { streamFields, toStream } from './elasticsearch';
import { letterBytes, properties, reasonBytes } from './mappings';
import { hash, plugin, type Plugin, type Program } from './pipeline';
import { gsubRules, scrubbed, scrubbedInJson } from './scrub';

/** Tag of a letter that was longer than what is kept of one. */
const cutTag = 'letter_cut';

const letter = '[@metadata][letter]';
const told = '[@metadata][dead_letter_queue]';
const mark = '[@metadata][letter_id]';
const document = '[event][original]';
const reason = '[error][message]';

/**
 * Reads what Elasticsearch refused for good and writes it where nothing can be refused: the redacted document becomes one
 * text, beside its model, the stream that it was meant for and the reason. A letter that is read twice, as after a
 * crash, is one document.
 */
export const deadLetters = (environment: Environment): Program => ({
  input: pipelinesWithLetters.map(reader),
  filter: [
    // By name, because no filter takes a whole event; what no pipeline writes was never in the document.
    plugin('mutate', 'gather', {
      rename: hash(
        Object.fromEntries(
          [...Object.keys(properties), 'data_stream'].map((name) => [`[${name}]`, `${letter}[${name}]`]),
        ),
      ),
    }),
    plugin('mutate', 'time', { replace: hash({ [`${letter}[@timestamp]`]: '%{@timestamp}' }) }),
    plugin('prune', 'drop_rest', { whitelist_names: ['\\A@timestamp\\z'] }),
    plugin('mutate', 'document', {
      replace: hash({
        [document]: `%{${letter}}`,
        [reason]: `%{${told}[reason]}`,
        '[event][kind]': 'pipeline_error',
        '[mlobs][dead_letter][output]': `%{${told}[plugin_id]}`,
        '[mlobs][dead_letter][stream]': `logs-%{${letter}[data_stream][dataset]}-${streamNamespace(environment)}`,
        '[data_stream][dataset]': deadLetterDataset,
      }),
      copy: hash({
        [`${letter}[service]`]: '[service]',
        [`${letter}[orchestrator]`]: '[orchestrator]',
      }),
    }),
    streamFields('stream_fields', environment),
    plugin('fingerprint', 'letter', {
      source: [`${told}[entry_time]`, `${told}[plugin_id]`, document],
      concatenate_sources: true,
      target: mark,
      method: 'SHA256',
      key: variable(logstashVariables.pseudonymKey),
    }),
    // The document was scrubbed when it was a line. Elasticsearch's answer was not, and quotes values.
    plugin('mutate', 'scrub', {
      gsub: [...withoutDocument, ...gsubRules([document, reason], [...scrubbedInJson, ...scrubbed])],
    }),
    cut('cut_document', document, letterBytes),
    cut('cut_reason', reason, reasonBytes),
    // When it was refused. By itself, because a mutate that fails does nothing more.
    plugin('mutate', 'when', { rename: hash({ [`${told}[entry_time]`]: '@timestamp' }) }),
  ],
  output: [
    toStream('es_deadletters', streamName(environment, deadLetterDataset), { document_id: `%{${mark}}` }),
  ],
});

/** Remembers how far it has read, and removes what it has handed over: the queue of this pipeline is on disk as well. */
const reader = (id: (typeof pipelinesWithLetters)[number]): Plugin =>
  plugin('dead_letter_queue', `${letterReader}${id}`, {
    path: deadLetterFolder,
    pipeline_id: id,
    commit_offsets: true,
    clean_consumed: true,
  });

/**
 * The reason has a copy of the document in it, in a notation that nothing here knows: between what was asked and what
 * Elasticsearch answered, or, where it was not even asked, at the end with all metadata.
 */
const withoutDocument: readonly string[] = [
  ...[reason, '\\A[\\s\\S]*, response: ', ''],
  ...[reason, '; event: `[\\s\\S]*\\z', ''],
];

const cut = (id: string, field: string, most: number): Plugin =>
  plugin('truncate', id, { fields: [field], length_bytes: most, add_tag: [cutTag] });

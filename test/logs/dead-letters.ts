import type { Environment } from '../../environments';
import { rubyText } from './ruby-text';
import { runPipeline, type Event, type Outcome } from './run-pipeline';
import { printedPrograms, surroundings } from './ship';

/** Why Elasticsearch refuses a field that does not fit: it quotes the value. */
export const reasonFor = (quoted: string): string =>
  `[1:27] failed to parse field [event.duration] of type [long] in document with id 'x'. Preview of field's value: '${quoted}'`;

/** What Elasticsearch says of a document that it refuses, for one that was to be created in a stream. */
export const refusalOf = (stream: string, reason: string): Event => ({
  create: { _index: stream, _id: 'x', status: 400, error: { type: 'document_parsing_exception', reason } },
});

/** The same as Logstash hands it over: as Ruby shows it. */
export const answer = (quoted: string, stream = 'logs-x'): string =>
  rubyText(refusalOf(stream, reasonFor(quoted)));

/**
 * A refused event as Logstash hands it over: with the metadata of its output, and a reason in which the whole document and
 * Elasticsearch's answer stand, as the output to Elasticsearch writes them (`handle_dlq_response`).
 */
export function refused(event: Event, output: string, quoted: string, stream?: string): Event {
  const { '@metadata': metadata, ...document } = event;
  const asked = rubyText(['create', { _id: null, _index: stream ?? 'logs-x' }, document]);
  return {
    ...event,
    '@metadata': {
      ...(metadata as Event | undefined),
      dead_letter_queue: {
        plugin_type: 'elasticsearch',
        plugin_id: output,
        reason: `Could not index event to Elasticsearch. status: 400, action: ${asked}, response: ${answer(quoted, stream)}`,
        entry_time: '2026-01-02T03:05:00.000Z',
      },
    },
  };
}

/** A refused event through the printed pipeline of dead letters. */
export function bury(letter: Event, environment: Environment): Outcome {
  const program = printedPrograms(environment).get('deadletters');
  if (program === undefined) throw new Error('no pipeline of dead letters');
  return runPipeline(program, letter, surroundings(environment));
}

import type { Model } from '../models/model';

/**
 * What a JSON line may say: the allow-list. A field is kept only when its value has the expected shape, so a value
 * that does not fit can neither carry personal data past the scrubbing nor be refused by Elasticsearch.
 */
export interface LogField {
  /** Key in the JSON line. */
  readonly key: string;
  /** Where the value goes, as a field reference. */
  readonly target: string;
  readonly shape: Shape;
}

/** Patterns of the value's text, in Ruby syntax. Lists arrive as their elements joined by commas. */
export const shapes = {
  /** Free text: the only shape with room for an address or a card number, so it is scrubbed. */
  text: '.',
  word: '\\A[A-Za-z][A-Za-z0-9_.-]{0,63}\\z',
  id: '\\A[A-Za-z0-9_.:=+-]{1,128}\\z',
  trace: '\\A[0-9a-f]{32}\\z',
  span: '\\A[0-9a-f]{16}\\z',
  outcome: '\\A(?:success|failure|unknown)\\z',
  /**
   * Below 2^53, so that no reader rounds it; a fraction is cut off. Logstash reads a number with a fraction as a decimal,
   * whose text is 0.12345e3.
   */
  integer: '\\A(?:[0-9]{1,15}(?:\\.[0-9]{1,20})?|0\\.0|0\\.[0-9]{1,35}e(?:-[0-9]{1,3}|[0-9]|1[0-5]))\\z',
  ratio:
    '\\A(?:[01](?:\\.[0-9]{1,20})?|[0-9](?:\\.[0-9]{1,20})?e-[0-9]{1,3}|0\\.[0-9]{1,20}e(?:0|-[0-9]{1,3})|0\\.1e1)\\z',
  integers: '\\A[0-9]{1,9}(?:,[0-9]{1,9}){0,15}\\z',
} as const;
export type Shape = keyof typeof shapes;

/** The raw subject; kept in metadata, which never reaches a document, until it is hashed. */
export const subject: LogField = { key: 'user_id', target: '[@metadata][subject]', shape: 'text' };

/** Fields that every model may log without asking. */
export const standardFields: readonly LogField[] = [
  { key: 'message', target: '[message]', shape: 'text' },
  { key: 'level', target: '[log][level]', shape: 'word' },
  { key: 'event_id', target: '[event][id]', shape: 'id' },
  { key: 'request_id', target: '[http][request][id]', shape: 'id' },
  { key: 'trace_id', target: '[trace][id]', shape: 'trace' },
  { key: 'span_id', target: '[span][id]', shape: 'span' },
  { key: 'latency_ns', target: '[event][duration]', shape: 'integer' },
  { key: 'outcome', target: '[event][outcome]', shape: 'outcome' },
  { key: 'label', target: '[mlobs][prediction][label]', shape: 'text' },
  { key: 'confidence', target: '[mlobs][prediction][confidence]', shape: 'ratio' },
  { key: 'input_shape', target: '[mlobs][input][shape]', shape: 'integers' },
  { key: 'error_type', target: '[error][type]', shape: 'word' },
  { key: 'error_message', target: '[error][message]', shape: 'text' },
  { key: 'stack_trace', target: '[error][stack_trace]', shape: 'text' },
  subject,
];

/**
 * What a request brought and what it got. They may have any shape, so each is kept as one text, for the share of requests
 * that the entry asks for.
 */
export const payloadFields = [
  { key: 'input', target: '[mlobs][payload][input]' },
  { key: 'output', target: '[mlobs][payload][output]' },
] as const satisfies readonly Omit<LogField, 'shape'>[];

const known: ReadonlySet<string> = new Set([...standardFields, ...payloadFields].map(({ key }) => key));

/** Where fields go that only an entry lists; one flattened mapping holds them all. */
export const ownFields = '[mlobs][fields]';

/**
 * The fields that an entry adds. A standard field that it lists again keeps its place and its shape; inputs and outputs
 * are not to be had this way, because here they would be neither sampled nor limited.
 */
export const fieldsOf = ({ logs }: Pick<Model, 'logs'>): readonly LogField[] =>
  logs.fields
    .filter((key) => !known.has(key))
    .map((key) => ({ key, target: `${ownFields}[${key}]`, shape: 'text' }));

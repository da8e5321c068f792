import type { Model } from '../models/model';
import type { Shape } from './shapes';

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
  /** Other keys that are read where this one is not there, the preferred one first; a dot may also be a nested object. */
  readonly aliases?: readonly string[];
}

/** The raw subject; kept in metadata, which never reaches a document, until it is hashed. */
export const subject: LogField = {
  key: 'user_id',
  target: '[@metadata][subject]',
  shape: 'text',
  aliases: ['user.id'],
};

/** Which key made the document's pseudonyms: those of two keys cannot be compared. */
export const pseudonymKeyId = '[mlobs][pii][key_id]';

/** What is said of the line itself and of who wrote it. */
const lineFields: readonly LogField[] = [
  { key: 'message', target: '[message]', shape: 'text', aliases: ['msg'] },
  {
    key: 'level',
    target: '[log][level]',
    shape: 'level',
    aliases: ['log.level', 'severity', 'levelname', 'lvl'],
  },
  // Not `name`, which Python's loggers are called in some formats: it may be a person's.
  { key: 'logger', target: '[log][logger]', shape: 'name', aliases: ['log.logger', 'logger_name'] },
  {
    key: 'file_name',
    target: '[log][origin][file][name]',
    shape: 'file',
    aliases: ['log.origin.file.name', 'filename'],
  },
  {
    key: 'file_line',
    target: '[log][origin][file][line]',
    shape: 'integer',
    aliases: ['log.origin.file.line', 'lineno'],
  },
  { key: 'process_id', target: '[process][pid]', shape: 'integer', aliases: ['process.pid', 'process'] },
  {
    key: 'process_name',
    target: '[process][name]',
    shape: 'title',
    aliases: ['process.name', 'processName'],
  },
  {
    key: 'thread_name',
    target: '[process][thread][name]',
    shape: 'title',
    aliases: ['process.thread.name', 'threadName', 'thread'],
  },
];

/** What is said of a request: what joins the line to metrics and traces, and how it ended. */
const requestFields: readonly LogField[] = [
  { key: 'event_id', target: '[event][id]', shape: 'id', aliases: ['event.id'] },
  { key: 'event_code', target: '[event][code]', shape: 'id', aliases: ['event.code'] },
  { key: 'event_action', target: '[event][action]', shape: 'word', aliases: ['event.action'] },
  {
    key: 'request_id',
    target: '[http][request][id]',
    shape: 'id',
    aliases: ['http.request.id', 'requestId', 'x_request_id', 'correlation_id'],
  },
  { key: 'trace_id', target: '[trace][id]', shape: 'trace', aliases: ['trace.id', 'traceId', 'otelTraceID'] },
  { key: 'span_id', target: '[span][id]', shape: 'span', aliases: ['span.id', 'spanId', 'otelSpanID'] },
  { key: 'transaction_id', target: '[transaction][id]', shape: 'id', aliases: ['transaction.id'] },
  { key: 'latency_ns', target: '[event][duration]', shape: 'integer', aliases: ['event.duration'] },
  { key: 'outcome', target: '[event][outcome]', shape: 'outcome', aliases: ['event.outcome'] },
  {
    key: 'http_method',
    target: '[http][request][method]',
    shape: 'method',
    aliases: ['http.request.method', 'method'],
  },
  {
    key: 'http_status',
    target: '[http][response][status_code]',
    shape: 'status',
    aliases: ['http.response.status_code', 'status_code', 'status'],
  },
  { key: 'url_path', target: '[url][path]', shape: 'path', aliases: ['url.path', 'path'] },
  { key: 'error_type', target: '[error][type]', shape: 'name', aliases: ['error.type', 'exc_type'] },
  {
    key: 'error_message',
    target: '[error][message]',
    shape: 'text',
    aliases: ['error.message', 'error', 'err'],
  },
  { key: 'error_code', target: '[error][code]', shape: 'id', aliases: ['error.code'] },
  {
    key: 'stack_trace',
    target: '[error][stack_trace]',
    shape: 'text',
    aliases: ['error.stack_trace', 'exc_info', 'exc_text', 'stacktrace', 'exception'],
  },
  subject,
];

/** What is said of a prediction: its result, what is known of the input without the input, and the tokens of an LLM. */
const predictionFields: readonly LogField[] = [
  { key: 'label', target: '[mlobs][prediction][label]', shape: 'text' },
  { key: 'confidence', target: '[mlobs][prediction][confidence]', shape: 'ratio' },
  { key: 'input_shape', target: '[mlobs][input][shape]', shape: 'integers' },
  { key: 'input_rows', target: '[mlobs][input][rows]', shape: 'integer' },
  { key: 'input_missing', target: '[mlobs][input][missing]', shape: 'integer' },
  { key: 'input_outliers', target: '[mlobs][input][outliers]', shape: 'integer' },
  { key: 'input_hash', target: '[mlobs][input][hash]', shape: 'id' },
  { key: 'input_source', target: '[mlobs][input][source]', shape: 'word', aliases: ['data_source'] },
  { key: 'drift_feature', target: '[mlobs][drift][feature]', shape: 'word' },
  { key: 'drift_score', target: '[mlobs][drift][score]', shape: 'number' },
  { key: 'drift_detected', target: '[mlobs][drift][detected]', shape: 'flag' },
  {
    key: 'llm_provider',
    target: '[gen_ai][provider][name]',
    shape: 'word',
    aliases: ['gen_ai.provider.name'],
  },
  {
    key: 'llm_request_model',
    target: '[gen_ai][request][model]',
    shape: 'name',
    aliases: ['gen_ai.request.model'],
  },
  {
    key: 'llm_response_model',
    target: '[gen_ai][response][model]',
    shape: 'name',
    aliases: ['gen_ai.response.model'],
  },
  {
    key: 'input_tokens',
    target: '[gen_ai][usage][input_tokens]',
    shape: 'integer',
    aliases: ['gen_ai.usage.input_tokens'],
  },
  {
    key: 'output_tokens',
    target: '[gen_ai][usage][output_tokens]',
    shape: 'integer',
    aliases: ['gen_ai.usage.output_tokens'],
  },
];

/** Fields that every model may log without asking. */
export const standardFields: readonly LogField[] = [...lineFields, ...requestFields, ...predictionFields];

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

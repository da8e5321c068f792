import { payloadBytes } from './payload';

/** A mapping, as Elasticsearch takes it. */
export type Mapping = Readonly<Record<string, unknown>>;

const keyword: Mapping = { type: 'keyword', ignore_above: 1024 };
const long: Mapping = { type: 'long' };
const text: Mapping = { type: 'match_only_text' };
/** Kept to be read with its document, and not searchable. */
const unsearched = (most: number): Mapping => ({
  type: 'keyword',
  index: false,
  doc_values: false,
  ignore_above: most,
});
const group = (properties: Readonly<Record<string, Mapping>>): Mapping => ({ properties });

/** Longest text of a dead letter, and of the reason for it; what is longer is cut. Unit: bytes. */
export const letterBytes = 65_536;
export const reasonBytes = 2_048;

/**
 * Every field that the pipelines write, so that no first document decides a type. `service.name` must be here in any
 * case: an index cannot be sorted by a field that it learns later.
 */
export const properties: Readonly<Record<string, Mapping>> = {
  message: text,
  stream: keyword,
  tags: keyword,
  service: group({ name: keyword, version: keyword, environment: keyword }),
  log: group({
    level: keyword,
    logger: keyword,
    file: group({ path: keyword }),
    origin: group({ file: group({ name: keyword, line: long }) }),
  }),
  process: group({ pid: long, name: keyword, thread: group({ name: keyword }) }),
  event: group({
    id: keyword,
    code: keyword,
    action: keyword,
    dataset: keyword,
    duration: long,
    outcome: keyword,
  }),
  http: group({ request: group({ id: keyword, method: keyword }), response: group({ status_code: long }) }),
  url: group({ path: keyword }),
  trace: group({ id: keyword }),
  span: group({ id: keyword }),
  transaction: group({ id: keyword }),
  error: group({ type: keyword, code: keyword, message: text, stack_trace: { type: 'wildcard' } }),
  gen_ai: group({
    provider: group({ name: keyword }),
    request: group({ model: keyword }),
    response: group({ model: keyword }),
    usage: group({ input_tokens: long, output_tokens: long }),
  }),
  user: group({ hash: keyword }),
  container: group({ id: keyword }),
  orchestrator: group({ cluster: group({ name: keyword }) }),
  kubernetes: group({
    namespace: keyword,
    node: group({ name: keyword }),
    pod: group({ name: keyword, uid: keyword }),
    container: group({ name: keyword }),
  }),
  mlobs: {
    // What is not listed is kept in the document but not searchable; nothing is learnt from documents.
    dynamic: false,
    properties: {
      prediction: group({ confidence: { type: 'float' }, label: keyword }),
      input: group({
        shape: { type: 'integer' },
        rows: long,
        missing: long,
        outliers: long,
        hash: keyword,
        source: keyword,
      }),
      drift: group({ feature: keyword, score: { type: 'float' }, detected: { type: 'boolean' } }),
      error: group({ signature: keyword }),
      pii: group({ key_id: keyword, redacted: keyword }),
      payload: group({
        sample: { type: 'float' },
        input: unsearched(payloadBytes),
        output: unsearched(payloadBytes),
      }),
      // One mapping for whatever entries list: a new field needs no new template.
      fields: { type: 'flattened', ignore_above: 1024 },
    },
  },
};

/** Every field of an audit record; nothing is learnt from records, so none can change how the others are read. */
export const auditMappings: Mapping = {
  dynamic: false,
  properties: {
    service: group({ name: keyword, version: keyword, environment: keyword }),
    orchestrator: group({ cluster: group({ name: keyword }) }),
    event: group({
      id: keyword,
      kind: keyword,
      action: keyword,
      dataset: keyword,
      outcome: keyword,
    }),
    http: group({ request: group({ id: keyword }) }),
    user: group({ hash: keyword, name: keyword }),
    mlobs: group({
      prediction: group({ confidence: { type: 'float' }, label: keyword }),
      pii: group({ key_id: keyword }),
      deployment: group({
        commit: keyword,
        run: keyword,
        version: keyword,
        environment: keyword,
        models: keyword,
        versions: keyword,
        since: keyword,
        added: keyword,
        removed: keyword,
        changed: keyword,
        environment_changed: { type: 'boolean' },
      }),
    }),
  },
};

/**
 * Every field of a dead letter. No field may be refused, whatever the letter holds: all are texts, what is no text is
 * written by the pipeline itself, and nothing is learnt.
 */
export const deadLetterMappings: Mapping = {
  dynamic: false,
  properties: {
    tags: keyword,
    service: group({ name: keyword, version: keyword, environment: keyword }),
    orchestrator: group({ cluster: group({ name: keyword }) }),
    event: group({ kind: keyword, dataset: keyword, original: unsearched(letterBytes) }),
    error: group({ message: text }),
    mlobs: group({ dead_letter: group({ output: keyword, stream: keyword }) }),
  },
};

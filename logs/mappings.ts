import { payloadBytes } from './payload';

/** A mapping, as Elasticsearch takes it. */
export type Mapping = Readonly<Record<string, unknown>>;

const keyword: Mapping = { type: 'keyword', ignore_above: 1024 };
const text: Mapping = { type: 'match_only_text' };
/** Kept to be read with its document, and not searchable. */
const unsearched: Mapping = {
  type: 'keyword',
  index: false,
  doc_values: false,
  ignore_above: payloadBytes,
};
const group = (properties: Readonly<Record<string, Mapping>>): Mapping => ({ properties });

/**
 * Every field that the pipelines write, so that no first document decides a type. `service.name` must be here in any
 * case: an index cannot be sorted by a field that it learns later.
 */
export const properties: Readonly<Record<string, Mapping>> = {
  message: text,
  stream: keyword,
  tags: keyword,
  service: group({ name: keyword, version: keyword, environment: keyword }),
  log: group({ level: keyword, file: group({ path: keyword }) }),
  event: group({ id: keyword, dataset: keyword, duration: { type: 'long' }, outcome: keyword }),
  http: group({ request: group({ id: keyword }) }),
  trace: group({ id: keyword }),
  span: group({ id: keyword }),
  error: group({ type: keyword, message: text, stack_trace: { type: 'wildcard' } }),
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
      input: group({ shape: { type: 'integer' } }),
      payload: group({ sample: { type: 'float' }, input: unsearched, output: unsearched }),
      // Kinds of what was found in the line and replaced.
      pii: group({ redacted: keyword }),
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
    user: group({ hash: keyword }),
    mlobs: group({ prediction: group({ confidence: { type: 'float' }, label: keyword }) }),
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
    event: group({ kind: keyword, dataset: keyword, original: unsearched }),
    error: group({ message: text }),
    mlobs: group({ dead_letter: group({ output: keyword, stream: keyword }) }),
  },
};

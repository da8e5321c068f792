import type { Environment } from '../environments';
import { ownSteps, standardSteps } from './allow-list';
import { audited, isRecorded } from './audit';
import { cleaned, lineTags } from './cleaning';
import { inferenceDataset } from './data-streams';
import { beatsPort, keyId, logstashFolders, logstashVariables, variable } from './deployment';
import { signatureMetadata, signatureSteps } from './error-signatures';
import { fieldsOf, payloadFields, pseudonymKeyId, standardFields, subject } from './fields';
import { routeKey, routeSteps, versionCopies } from './identity';
import { joined, listSteps, looksLikeList, looksLikeObject, objectSteps } from './json-lines';
import { limits } from './limits';
import { countDropped, countedAs, dropAs, dropped, outcome, outcomeSteps } from './line-counts';
import { lineMark, payloadCut, payloadLeftovers, payloadShare, payloadSteps } from './payload';
import {
  allOf,
  anyOf,
  contains,
  equals,
  hash,
  isSet,
  matches,
  not,
  plugin,
  type Program,
  type Step,
} from './pipeline';
import { auditId, dedicatedId, inferenceId } from './pipeline-ids';
import { route, routeField } from './route';
import { logSources, type LogSource } from './routes';
import { scrubSteps, type ScrubbedFields } from './scrub';
import { textShapes, wordShapes, type Shape } from './shapes';
import { lineFormat, textSteps } from './text-lines';
import { traceSteps } from './traces';

/**
 * Takes lines from Filebeat, finds their model, and lets only redacted documents pass: this is the last place where a
 * raw line exists, and its queue is in memory.
 */
export function intake(environment: Environment): Program {
  const sources = logSources(environment);
  return {
    input: [beats],
    filter: [
      // What names the model and the stream is set below and nowhere else.
      plugin('mutate', 'forget', {
        remove_field: [
          '[service]',
          '[data_stream]',
          '[in]',
          '[tags]',
          route,
          lineMark,
          joined,
          dropped,
          outcome,
          countedAs,
          ...signatureMetadata,
          ...payloadLeftovers,
          ...obeyed,
        ],
      }),
      ...routeSteps(sources),
      { when: not(isSet('[service][name]')), steps: [dropAs('unmapped')] },
      { when: not(isSet(dropped)), steps: readSteps(environment, sources) },
    ],
    output: [
      {
        when: isSet(dropped),
        steps: countDropped,
        otherwise: [
          {
            when: equals('[data_stream][dataset]', inferenceDataset),
            steps: [plugin('pipeline', 'to_inference', { send_to: [inferenceId] })],
            otherwise: [plugin('pipeline', 'to_dedicated', { send_to: [dedicatedId] })],
          },
          { when: isRecorded, steps: [plugin('pipeline', 'to_audit', { send_to: [auditId] })] },
        ],
      },
    ],
  };
}

const beats = plugin('beats', 'in_beats', {
  port: beatsPort,
  enrich: ['none'],
  ssl_enabled: true,
  ssl_certificate: `${logstashFolders.tls}/tls.crt`,
  ssl_key: `${logstashFolders.tls}/tls.key`,
  ssl_certificate_authorities: [`${logstashFolders.tls}/ca.crt`],
  ssl_client_authentication: 'required',
});

/**
 * Gives a line of a model whose entry asks for more than the usual a fingerprint: the same when it is sent twice, and
 * another for an equal line elsewhere. Only here, because the raw line is gone later.
 */
const marked: Step = {
  when: anyOf([isSet(audited), isSet(payloadShare)]),
  steps: [
    plugin('fingerprint', 'line', {
      source: ['[@timestamp]', '[container][id]', '[log][file][path]', '[log][offset]', '[message]'],
      concatenate_sources: true,
      target: lineMark,
      method: 'SHA256',
      key: variable(logstashVariables.pseudonymKey),
    }),
  ],
};

/** Metadata that outputs to Elasticsearch obey: index, id, and a pipeline that would see documents before they are stored. */
const obeyed = ['[@metadata][_ingest_document]', '[@metadata][target_ingest_pipeline]'] as const;

const samples = (sources: readonly LogSource[]): boolean =>
  sources.some(({ model }) => model.logs.payloadSample > 0);

/** Reads the line in its model's format into `[in]`, where it cannot claim to be another model. */
const parsed: readonly Step[] = [
  {
    when: allOf(not(equals(lineFormat, 'text')), looksLikeObject),
    steps: objectSteps,
    otherwise: [
      {
        when: allOf(not(equals(lineFormat, 'text')), looksLikeList),
        steps: listSteps,
        otherwise: textSteps,
      },
    ],
  },
  ...traceSteps,
];

/** Makes the line a document, or says why it is none. */
const readSteps = (environment: Environment, sources: readonly LogSource[]): readonly Step[] => [
  marked,
  ...cleaned,
  {
    when: matches('[message]', '[^ \\t\\n]'),
    steps: documentSteps(environment, sources),
    otherwise: [dropAs('empty')],
  },
];

const documentSteps = (environment: Environment, sources: readonly LogSource[]): readonly Step[] => [
  ...versionCopies(sources),
  plugin('mutate', 'environment', {
    replace: hash({
      '[service][environment]': environment.name,
      // From the pod: the pipelines are the same text in every cluster.
      '[orchestrator][cluster][name]': variable(logstashVariables.cluster),
    }),
  }),
  ...parsed,
  plugin('mutate', 'dataset', { copy: hash({ '[data_stream][dataset]': '[event][dataset]' }) }),
  ...standardSteps(standardFields),
  ...sources.flatMap(ownFieldsOf),
  ...payloadSteps(sources),
  {
    when: isSet(subject.target),
    steps: [
      plugin('fingerprint', 'pseudonymise', {
        source: [subject.target],
        target: '[user][hash]',
        method: 'SHA256',
        key: variable(logstashVariables.pseudonymKey),
      }),
      plugin('mutate', 'pseudonym_key', { replace: hash({ [pseudonymKeyId]: keyId }) }),
    ],
  },
  plugin('mutate', 'drop_rest', { remove_field: [...leftovers] }),
  // Last, when all texts are where they stay.
  ...scrubSteps(scrubbedFields(sources)),
  plugin('truncate', 'cut_texts', {
    fields: scrubbedFields(sources).texts,
    length_bytes: limits.kept,
    add_tag: [lineTags.cut],
  }),
  ...(samples(sources) ? [payloadCut] : []),
  ...signatureSteps,
  ...outcomeSteps,
  // A mutation that failed may have left something in that a later one was to remove.
  { when: contains('[tags]', '_mutate_error'), steps: [dropAs('broken')] },
];

const ownFieldsOf = ({ service, model }: LogSource): readonly Step[] => {
  const fields = fieldsOf(model);
  return fields.length === 0
    ? []
    : [{ when: equals('[service][name]', service), steps: ownSteps(fields, service) }];
};

/** What was needed on the way, and what Filebeat adds that says nothing about the model. */
const leftovers: readonly string[] = [
  '[in]',
  subject.target,
  ...payloadLeftovers,
  '[event][original]',
  '[agent]',
  '[input]',
  '[log][offset]',
  '[log][flags]',
  joined,
  '[kubernetes][labels]',
  '[kubernetes][annotations]',
  // Queues write metadata down as well; whether the line is recorded is asked at the end.
  routeKey,
  ...(['service', 'dataset', 'format', 'payload'] as const).map(routeField),
];

/** Every field of a document that may hold free text, and those in which a word may be a token; whatever model it came from. */
function scrubbedFields(sources: readonly LogSource[]): ScrubbedFields {
  const fields = [...standardFields, ...sources.flatMap(({ model }) => fieldsOf(model))];
  const shaped = (shapes: readonly Shape[]): readonly string[] => [
    ...new Set(
      fields.filter((field) => shapes.includes(field.shape) && field !== subject).map(({ target }) => target),
    ),
  ];
  return {
    texts: shaped(textShapes),
    words: shaped(wordShapes),
    json: samples(sources) ? payloadFields.map(({ target }) => target) : [],
  };
}

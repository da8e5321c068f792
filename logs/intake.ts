import type { Environment } from '../environments';
import { allowedFields } from './allow-list';
import { audited, isRecorded } from './audit';
import { inferenceDataset } from './data-streams';
import { beatsPort, logstashFolders, logstashVariables, variable } from './deployment';
import { fieldsOf, payloadFields, standardFields, subject } from './fields';
import { lookup, modelLookups, versionCopies } from './identity';
import { lineMark, payloadCut, payloadLeftovers, payloadShare, payloadSteps } from './payload';
import { anyOf, equals, hash, isSet, matches, not, plugin, type Program, type Step } from './pipeline';
import { auditId, dedicatedId, inferenceId } from './pipeline-ids';
import { logSources, usualFormat, type LogSource } from './routes';
import { scrubbed, scrubbedInJson, type Scrub } from './scrub';

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
          audited,
          payloadShare,
          lineMark,
          ...payloadLeftovers,
        ],
      }),
      ...modelLookups(sources),
      { when: not(isSet('[service][name]')), steps: [plugin('drop', 'unmapped', {})] },
      ...versionCopies(sources),
      plugin('mutate', 'environment', {
        replace: hash({
          '[service][environment]': environment.name,
          // From the pod: the pipelines are the same text in every cluster.
          '[orchestrator][cluster][name]': variable(logstashVariables.cluster),
        }),
      }),
      ...marked,
      ...parsed,
      lookup('route', 'datasets.yml', '[service][name]', '[data_stream][dataset]', inferenceDataset),
      plugin('mutate', 'dataset', { copy: hash({ '[data_stream][dataset]': '[event][dataset]' }) }),
      ...allowedFields(standardFields),
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
        ],
      },
      plugin('mutate', 'drop_rest', { remove_field: [...leftovers] }),
      ...scrubs(sources),
      ...(samples(sources) ? [payloadCut] : []),
      // A mutation that failed may have left something in that a later one was to remove.
      {
        when: { kind: 'contains', field: '[tags]', value: '_mutate_error' },
        steps: [plugin('drop', 'broken', {})],
      },
    ],
    output: [
      {
        when: equals('[data_stream][dataset]', inferenceDataset),
        steps: [plugin('pipeline', 'to_inference', { send_to: [inferenceId] })],
        otherwise: [plugin('pipeline', 'to_dedicated', { send_to: [dedicatedId] })],
      },
      { when: isRecorded, steps: [plugin('pipeline', 'to_audit', { send_to: [auditId] })] },
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
 * Learns what the model's entry asks for beyond the usual, and gives such a line a fingerprint: the same when it is sent
 * twice, and another for an equal line elsewhere. Only here, because the raw line is gone later.
 */
const marked: readonly Step[] = [
  lookup('audited', 'audited.yml', '[service][name]', audited),
  lookup('payloads', 'payloads.yml', '[service][name]', payloadShare),
  {
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
  },
];

const samples = (sources: readonly LogSource[]): boolean =>
  sources.some(({ model }) => model.logs.payloadSample > 0);

/**
 * Lines that look like an object are parsed into `[in]`, where they cannot claim to be another model. The raw line goes,
 * or the allow-list would be void; a line that is cut off half-way would go past it, so its text is withheld.
 */
const parsed: readonly Step[] = [
  lookup('format', 'formats.yml', '[service][name]', '[@metadata][format]', usualFormat),
  {
    when: {
      kind: 'and',
      of: [equals('[@metadata][format]', 'json'), matches('[message]', '\\A\\s*(?:\\{|\\[\\s*[\\[{"])')],
    },
    steps: [
      plugin('json', 'parse', {
        source: '[message]',
        target: '[in]',
        // Otherwise Logstash would log the line.
        skip_on_invalid_json: true,
      }),
      {
        when: isSet('[in]'),
        steps: [plugin('mutate', 'drop_raw', { remove_field: ['[message]'] })],
        otherwise: [
          plugin('mutate', 'withhold', {
            replace: hash({ '[message]': '(withheld: the line begins like a JSON object but is none)' }),
            // Not by the filter before: told to skip, it does not tag.
            add_tag: ['unreadable_json'],
          }),
        ],
      },
    ],
  },
];

const ownFieldsOf = ({ service, model }: LogSource): readonly Step[] => {
  const fields = fieldsOf(model);
  return fields.length === 0
    ? []
    : [{ when: equals('[service][name]', service), steps: allowedFields(fields, service) }];
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
  '[kubernetes][labels]',
  '[kubernetes][annotations]',
];

/** Runs last, over every field that may hold free text, whatever model it came from. */
function scrubs(sources: readonly LogSource[]): readonly Step[] {
  const texts = [...standardFields, ...sources.flatMap(({ model }) => fieldsOf(model))]
    .filter((field) => field.shape === 'text' && field !== subject)
    .map(({ target }) => target);
  const rulesFor = (field: string, patterns: readonly Scrub[]): readonly string[] =>
    patterns.flatMap(({ pattern, instead }) => [field, pattern, instead]);
  const rules = [
    ...[...new Set(texts)].flatMap((field) => rulesFor(field, scrubbed)),
    ...(samples(sources)
      ? payloadFields.flatMap(({ target }) => rulesFor(target, [...scrubbed, ...scrubbedInJson]))
      : []),
  ];
  return [plugin('mutate', 'scrub', { gsub: rules })];
}

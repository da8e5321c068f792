import { homeOf, type Environment } from '../../environments';
import { copiesOf } from '../../environments/sizes';
import {
  auditDataset,
  indexTemplatesFor,
  logDestinationsOf,
  rolesFor,
  snapshotPolicies,
  snapshotRepository,
  streamName,
} from '../../logs';
import { recorded } from '../../logs/audit';
import { fieldsOf, standardFields, subject } from '../../logs/fields';
import { usesPolicies } from '../../logs/lifecycle';
import type { Plugin, Step } from '../../logs/pipeline';
import { programsFor } from '../../logs/pipelines';
import { redactedKinds, scrubbed } from '../../logs/scrub';
import { markOf } from '../../logs/scrub-pattern';
import { accessSettingsName } from '../../logs/templates';
import { keptAtMost, rolloverAge } from '../../models/log-sizing';
import { parseDuration, printDuration, type Duration } from '../../models/duration';
import { objects } from '../../models/names';

/**
 * What an auditor asks of the logs of an environment, answered from the configuration alone: Markdown. What a configuration
 * cannot show is said to be so.
 */
export function evidenceText(environment: Environment): string {
  const { name } = environment;
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['Where it is kept', where(environment)],
    ['What is kept, and how long', streams(environment)],
    ['Of which models', models(environment)],
    ['Which fields', fields(environment)],
    ['Who can read and write it', roles(environment)],
    ['On the way, and at rest', protection(environment)],
    ['What is taken out before it is stored', redaction(environment)],
    ['Copies', copies(environment)],
    ['Who did what', actions(environment)],
    ['What this page cannot show', unshown],
  ];
  return `${[
    `# Logs of ${name}: what is kept, where, how long, and for whom`,
    '',
    'Made from the configuration by `npm run explain -- --evidence`; the same files give the same page.',
    ...sections.flatMap(([title, lines]) => ['', `## ${title}`, '', ...lines]),
  ].join('\n')}\n`;
}

const code = (text: string): string => `\`${text}\``;
const codes = (texts: readonly string[]): string => texts.map(code).join(', ') || 'none';
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

function where(environment: Environment): readonly string[] {
  const { elastic, clusters } = environment;
  const home = homeOf(environment);
  const repository = snapshotRepository(environment);
  return [
    `- Elasticsearch ${code(objects.elasticsearch)} in the cluster ${code(home.name)} (${home.platform}), at ${elastic.url}, in ${count(copiesOf(environment), 'copy', 'copies')} of each document.`,
    `- Lines come from ${count(clusters.length, 'cluster', 'clusters')}: ${codes(clusters.map((one) => one.name))}.`,
    repository === undefined
      ? '- No copies outside of it: `elastic.snapshots` is not set.'
      : `- Copies: ${repository.type}, ${code(repository.bucket)}, below ${code(repository.basePath)}.`,
  ];
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** Templates, and not streams: whatever stream comes to be is one of these. */
function streams(environment: Environment): readonly string[] {
  const rollover = rolloverAge(environment);
  const waits = usesPolicies(environment) && environment.elastic.snapshots !== undefined;
  return [
    ...table(
      ['streams', 'kept for at least', 'and at most', 'template'],
      indexTemplatesFor(environment).templates.map(({ name, indexPatterns, template }) => {
        const kept = spanOf(template.lifecycle.dataRetention);
        return [
          codes(indexPatterns),
          printDuration(kept),
          printDuration(keptAtMost(kept, rollover)),
          code(name),
        ];
      }),
    ),
    '',
    `Where two patterns fit, the one that stands lower holds. ${
      usesPolicies(environment)
        ? 'Index lifecycle management deletes'
        : 'The lifecycle of data streams deletes'
    } whole indices${
      waits ? ', and audit records not before they are in a snapshot' : ''
    }; a new one begins after ${printDuration(rollover)}, and its time counts from when the next one follows.`,
    'A legal hold stops that: see [docs/retention.md](docs/retention.md#legal-hold).',
  ];
}

/** A retention as templates have it. */
function spanOf(text: string): Duration {
  const span = parseDuration(text);
  if (span === undefined) throw new Error(`"${text}" is no retention`);
  return span;
}

const models = (environment: Environment): readonly string[] =>
  table(
    ['model', 'team', 'what', 'stream', 'kept for'],
    environment.models.flatMap((model) =>
      logDestinationsOf(model, environment).map(({ dataStream, kept, atMost, what }) => [
        model.name,
        model.team,
        what,
        code(dataStream),
        `${printDuration(kept)} to ${printDuration(atMost)}`,
      ]),
    ),
  );

function fields({ models: all }: Environment): readonly string[] {
  const own = all
    .map((model) => [model.name, fieldsOf(model).map(({ key }) => key)] as const)
    .filter(([, keys]) => keys.length > 0);
  return [
    `Of a JSON line are kept, where their values have the expected shape: ${codes(standardFields.filter((field) => field !== subject).map(({ key }) => key))}; ${code(subject.key)} as a pseudonym.`,
    '',
    ...own.map(([name, keys]) => `- ${name} as well: ${codes(keys)}.`),
    ...(own.length === 0 ? [] : ['']),
    `A record of a prediction has ${codes(recorded.map(dotted))} and its time, and nothing else.`,
  ];
}

/** `[user][hash]` as `user.hash`. */
const dotted = (field: string): string => field.slice(1, -1).replaceAll('][', '.');

const roles = (environment: Environment): readonly string[] =>
  table(
    ['role', 'is', 'streams', 'may', 'of the cluster'],
    rolesFor(environment).map(({ name, description, cluster, indices }) => [
      code(name),
      description,
      codes(indices.flatMap(({ names }) => names)),
      codes([...new Set(indices.flatMap(({ privileges }) => privileges))]),
      codes(cluster),
    ]),
  );

function protection(environment: Environment): readonly string[] {
  const programs = [...programsFor(environment).values()];
  const inputs = programs.flatMap(({ input }) => input).filter((one) => one.plugin === 'beats');
  const outputs = programs
    .flatMap(({ output }) => pluginsIn(output))
    .filter((one) => one.plugin === 'elasticsearch');
  const checked = outputs.filter(
    ({ options }) => options['ssl_enabled'] === true && options['ssl_certificate_authorities'] !== undefined,
  );
  return [
    ...inputs.map(
      ({ options }) =>
        `- Nodes to Logstash: TLS ${options['ssl_enabled'] === true ? 'on' : 'off'}, certificate of the sender ${code(String(options['ssl_client_authentication'] ?? 'none'))}.`,
    ),
    `- Logstash to Elasticsearch: ${checked.length} of ${outputs.length} outputs have TLS, with an authority against which the certificate is checked.`,
    ...environment.clusters.map(
      (cluster) =>
        `- Volumes in ${code(cluster.name)}: class of storage ${cluster.storageClass === undefined ? 'the default of the cluster' : code(cluster.storageClass)}.`,
    ),
  ];
}

const pluginsIn = (steps: readonly Step[]): readonly Plugin[] =>
  steps.flatMap((step) =>
    'plugin' in step ? [step] : [...pluginsIn(step.steps), ...pluginsIn(step.otherwise ?? [])],
  );

const redaction = ({ models: all }: Environment): readonly string[] => [
  `- Texts are searched for ${scrubbed.map(({ what }) => what).join(', ')}. In its place stands what kind it was (${codes(redactedKinds.map(markOf))}), and the document says so.`,
  `- ${code(subject.key)} becomes a pseudonym, an HMAC with a key from the Secret ${code(objects.logstashSecret)}.`,
  `- Inputs and outputs are kept of ${
    all
      .filter(({ logs }) => logs.payloadSample > 0)
      .map(({ name, logs }) => `${name} (${Math.round(logs.payloadSample * 1e9) / 1e7}% of requests)`)
      .join(', ') || 'no model'
  }.`,
];

function copies(environment: Environment): readonly string[] {
  const policies = snapshotPolicies(environment);
  if (policies.length === 0) return ['None are made.'];
  return [
    ...table(
      ['policy', 'when (UTC)', 'what', 'kept for', 'at least', 'at most'],
      policies.map(({ name, schedule, indices, includeGlobalState, expireAfter, minCount, maxCount }) => [
        code(name),
        code(schedule),
        `${indices.includes('-*') ? 'no logs' : codes(indices)}${includeGlobalState ? ', and what Elasticsearch and Kibana know about themselves' : ''}`,
        expireAfter,
        `${minCount}`,
        `${maxCount}`,
      ]),
    ),
    '',
    'What is copied outlives its stream by as long as its last copy is kept.',
  ];
}

/** Streams of which Elasticsearch tells every search in its output, however quick it was. */
const searchesTold = (environment: Environment): readonly string[] =>
  indexTemplatesFor(environment)
    .templates.filter(({ composedOf }) => composedOf.includes(accessSettingsName))
    .flatMap(({ indexPatterns }) => indexPatterns);

const actions = (environment: Environment): readonly string[] => {
  const { elastic, state } = environment;
  return [
    `- Who searched ${codes(searchesTold(environment))}: the output of Elasticsearch tells each search with its user.`,
    `- Who looked at what else in Elasticsearch and Kibana: ${
      elastic.licence === 'basic'
        ? 'not logged by them, which takes a licence (`elastic.licence: basic`); the access log of the ingress before them says who called'
        : `their security audit log is on (${code(`elastic.licence: ${elastic.licence}`)})`
    }.`,
    `- Who deployed what: records of ${code('npm run record')} in ${code(streamName(environment, auditDataset))}, where it is run after a deployment; the history of the repository with these files, and of the states of Terraform (${codes(Object.keys(state))}).`,
  ];
};

const unshown: readonly string[] = [
  '- Whether disks and the bucket are encrypted: that is a property of the class of storage and of the bucket.',
  '- Who has a role: users are made outside of this configuration; `GET _security/user` lists them.',
  '- What was changed in the cluster by hand: `npm run drift` compares what is deployed.',
  '- That deletion happened: LogsElasticsearchIlmStuck tells when it does not.',
];

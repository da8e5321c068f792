import { lineCounting, logLines } from '../models/exporters';
import { commaInKeys } from '../models/log-service';
import { lineTags } from './cleaning';
import { hasSignature, signature } from './error-signatures';
import {
  allOf,
  anyOf,
  contains,
  hash,
  isSet,
  not,
  plugin,
  type Condition,
  type Plugin,
  type Step,
} from './pipeline';
import { redactedField, redactedKinds } from './scrub';
import { dataOf, type RedactedData, type RedactedKind } from './scrub-pattern';

/** What became of a line that is written; metadata, because the document has it as tags. */
export const outcome = '[@metadata][outcome]';
/** Why a line is not written; metadata, so no line can say it. */
export const dropped = '[@metadata][dropped]';

/** Under which name it is counted: its `service.name`, in which a comma would end the label. */
export const countedAs = '[@metadata][counted_as]';

/** Why a line is not written: it is of no model, it has no text, or a filter failed in the middle of it. */
type Reason = 'unmapped' | 'empty' | 'broken';

/** Nothing is dropped where it stands: the event goes on to the end of the pipeline, where it is counted. */
export const dropAs = (reason: Reason): Plugin =>
  plugin('mutate', reason, { replace: hash({ [dropped]: reason }) });

/** Every line has one outcome, so that all of them together are all lines. Of several tags the last one here counts. */
export const outcomeSteps: readonly Step[] = [
  plugin('mutate', 'counted_as', { replace: hash({ [countedAs]: '%{[service][name]}' }) }),
  plugin('mutate', 'counted_as_label', { gsub: [countedAs, ',', commaInKeys] }),
  plugin('mutate', 'outcome', { replace: hash({ [outcome]: 'parsed' }) }),
  ...[lineTags.unparsed, lineTags.cut, lineTags.withheld].map((tag): Step => ({
    when: contains('[tags]', tag),
    steps: [plugin('mutate', `outcome_${tag}`, { replace: hash({ [outcome]: tag }) })],
  })),
];

/** One datagram over the loopback of the pod, in the notation of DogStatsD. */
const counted = (id: string, series: string, labels: Readonly<Record<string, string>>): Plugin =>
  plugin('udp', id, {
    host: lineCounting.host,
    port: lineCounting.port,
    codec: {
      codec: 'plain',
      options: {
        format: `${series}:1|c|#${Object.entries(labels)
          .map(([name, value]) => `${name}:${value}`)
          .join(',')}`,
      },
    },
  });

/** Whether something of the kind was taken out of the document. */
const redactedOf = (data: RedactedData): Condition => {
  const [first, ...others] = redactedKinds.filter((kind: RedactedKind) => dataOf[kind] === data);
  if (first === undefined) throw new Error(`nothing is redacted that is ${data}`);
  return anyOf([contains(redactedField, first), ...others.map((kind) => contains(redactedField, kind))]);
};

/** Names come from the dictionary, whatever a line says, and hold neither commas nor bars. */
const service = `%{${countedAs}}`;

/**
 * Tells the counter beside this Logstash of each document, by the model or the shared server that it is of, and once more
 * of one from which something was redacted and of one that is an error. Stands behind the output that writes it: a batch
 * goes to one output after the other, so what still waits for Elasticsearch is not counted.
 *
 * Nobody waits for the counter. A datagram to where nobody listens is lost, and so is its line from the count.
 */
export const countLines = (id: string): readonly Step[] => [
  counted(id, logLines.written, { service, outcome: `%{${outcome}}` }),
  {
    when: isSet(redactedField),
    steps: (['secret', 'personal'] as const).map((data) => ({
      when: redactedOf(data),
      steps: [counted(`${id}_${data}`, logLines.redacted, { service, data })],
    })),
  },
  {
    when: hasSignature,
    steps: [counted(`${id}_errors`, logLines.errors, { service, signature: `%{${signature}}` })],
  },
];

/** Lines of a server that several models share have its key in place of a name: they are no model's. */
const shared = contains('[service][name]', '/');

/** Tells the counter of each line that is not written, by its model where it has one. */
export const countDropped: readonly Step[] = [
  {
    when: allOf(isSet('[service][name]'), not(shared)),
    steps: [
      counted('count_dropped', logLines.dropped, {
        service: '%{[service][name]}',
        reason: `%{${dropped}}`,
      }),
    ],
    // No model is called so. Without the label the series could not be added to those of models.
    otherwise: [counted('count_unmapped', logLines.dropped, { service: '-', reason: `%{${dropped}}` })],
  },
];

import type { Environment } from '../environments';
import { auditDataset, streamName } from './data-streams';
import { streamFields, toStream } from './elasticsearch';
import { pseudonymKeyId } from './fields';
import { lineMark } from './payload';
import { allOf, anyOf, hash, isSet, matches, not, plugin, type Condition, type Program } from './pipeline';
import { auditId } from './pipeline-ids';
import { routeField } from './route';

/** Whether predictions of the line's model are recorded. */
export const audited = routeField('audited');

const label = '[mlobs][prediction][label]';

/**
 * A line about a prediction: it says what was decided, how surely, or that nothing came of it. The label is compared with
 * a pattern, because a label of `false` counts as absent otherwise.
 */
export const isRecorded: Condition = allOf(
  isSet(audited),
  anyOf([matches(label, '.'), isSet('[mlobs][prediction][confidence]'), isSet('[event][outcome]')]),
);

/** Who, what and when, and no free text: the allow-list of audit records, beside their time. */
export const recorded = [
  '[service][name]',
  '[service][version]',
  '[service][environment]',
  '[orchestrator][cluster][name]',
  '[event][id]',
  '[event][outcome]',
  '[http][request][id]',
  '[user][hash]',
  pseudonymKeyId,
  label,
  '[mlobs][prediction][confidence]',
] as const;

/** At most three words of the kind that name classes: `not fraud`, `class_7`, `0.37`. */
const className = '\\A[A-Za-z0-9_.:=+-]{1,32}(?: [A-Za-z0-9_.:=+-]{1,32}){0,2}\\z';

const groups = [...new Set(recorded.map((field) => /^\[[^\]]+\]/.exec(field)?.[0] ?? field))];

/**
 * Makes a record of a redacted document and appends it to the audit stream. The record's id is the fingerprint of the
 * line, so a line that is sent twice is one record, and no line can take the id of another's record.
 */
export const audit = (environment: Environment): Program => ({
  input: [plugin('pipeline', 'from_intake', { address: auditId })],
  filter: [
    {
      when: allOf(matches(label, '.'), not(matches(label, className))),
      steps: [
        plugin('mutate', 'withhold', { replace: hash({ [label]: '(withheld: not the name of a class)' }) }),
      ],
    },
    plugin('mutate', 'record', {
      rename: hash(Object.fromEntries(recorded.map((field) => [field, `[record]${field}`]))),
    }),
    plugin('prune', 'drop_rest', { whitelist_names: ['\\A@timestamp\\z', '\\Arecord\\z'] }),
    plugin('mutate', 'document', {
      rename: hash(Object.fromEntries(groups.map((group) => [`[record]${group}`, group]))),
      remove_field: ['[record]'],
    }),
    plugin('mutate', 'kind', {
      replace: hash({
        '[event][kind]': 'event',
        '[event][action]': 'prediction',
        '[data_stream][dataset]': auditDataset,
      }),
    }),
    streamFields('stream_fields', environment),
  ],
  output: [toStream('es_audit', streamName(environment, auditDataset), { document_id: `%{${lineMark}}` })],
});

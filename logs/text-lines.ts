import { lineTags } from './cleaning';
import { formats } from './formats';
import { bareTraces } from './formats/traces';
import { limits } from './limits';
import { allOf, equals, hash, isSet, not, plugin, type Plugin, type Step, type Value } from './pipeline';
import { routeField } from './route';

/** The format of the line's model, as the dictionary has it. */
export const lineFormat = routeField('format');

/**
 * Patterns are tried in turn until one fits. All are anchored and bounded; the limit of time is there for what nobody
 * thought of, and then the line is kept whole as well.
 */
export const tried = (id: string, field: string, patterns: readonly string[], failed?: string): Plugin =>
  plugin('grok', id, {
    match: hash({ [field]: [...patterns] as Value }),
    target: '[in]',
    tag_on_failure: failed === undefined ? [] : [failed],
    tag_on_timeout: lineTags.unparsed,
    timeout_millis: 2000,
    timeout_scope: 'event',
  });

/** A line without JSON: what its format's patterns find, or all of it as the message. */
export const textSteps: readonly Step[] = [
  plugin('truncate', 'cut_before', {
    fields: ['[message]'],
    length_bytes: limits.read,
    add_tag: [lineTags.cut],
  }),
  ...Object.entries(formats).map(([name, { patterns }]): Step => ({
    when: equals(lineFormat, name),
    steps: [tried(`read_${name}`, '[message]', [...patterns, ...bareTraces], lineTags.unparsed)],
  })),
  {
    when: isSet('[in]'),
    steps: [plugin('mutate', 'drop_text', { remove_field: ['[message]'] })],
    otherwise: [plugin('mutate', 'whole_text', { rename: hash({ '[message]': '[in][message]' }) })],
  },
  // Of an access line only the request is a message: it has neither a caller's address nor a query.
  {
    when: allOf(isSet('[in][http_method]'), not(isSet('[in][message]'))),
    steps: [
      plugin('mutate', 'request_line', {
        replace: hash({ '[in][message]': '%{[in][http_method]} %{[in][url_path]} %{[in][http_status]}' }),
      }),
    ],
  },
];

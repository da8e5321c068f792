import { sameNames } from './allow-list';
import { withheld } from './cleaning';
import { standardFields } from './fields';
import { allOf, hash, isSet, matches, not, plugin, type Plugin, type Step } from './pipeline';

/** The line is an object, or would be one. */
export const looksLikeObject = matches('[message]', '\\A[ \\t\\r\\n]{0,64}\\{');
/** A list of objects, lists or texts. Which of them may be kept cannot be told. */
export const looksLikeList = matches('[message]', '\\A[ \\t\\r\\n]{0,64}\\[[ \\t\\r\\n]{0,64}[\\[{"]');

/** What a line and those that were joined to it are kept in until they are told apart. */
export const joined = '[@metadata][joined]';

const parse = (id: string): Plugin =>
  plugin('json', id, { source: '[message]', target: '[in]', skip_on_invalid_json: true, tag_on_failure: [] });

/**
 * Objects are parsed into `[in]`, where they cannot claim to be another model. The raw line goes, or the allow-list would
 * be void; a line that is cut off half-way would go past it, so its text is withheld.
 */
export const objectSteps: readonly Step[] = [
  parse('parse'),
  // The traceback of a process that ends is written behind whatever was the last line.
  {
    when: allOf(not(isSet('[in]')), matches('[message]', '\\}[ \\t]{0,64}\\n')),
    steps: [
      plugin('grok', 'first_line', {
        match: hash({ '[message]': ['\\A(?<first>[^\\n]*)\\n(?<behind>.*)\\z'] }),
        target: joined,
        tag_on_failure: [],
      }),
      plugin('mutate', 'only_first', { rename: hash({ [`${joined}[first]`]: '[message]' }) }),
      parse('parse_first'),
    ],
  },
  {
    when: isSet('[in]'),
    steps: [
      plugin('mutate', 'drop_raw', { remove_field: ['[message]'] }),
      ...sameNames(standardFields),
      {
        when: not(isSet('[in][stack_trace]')),
        steps: [plugin('mutate', 'behind', { rename: hash({ [`${joined}[behind]`]: '[in][stack_trace]' }) })],
      },
    ],
    otherwise: [withheld('withhold', 'the line begins like a JSON object but is none')],
  },
];

export const listSteps: readonly Step[] = [withheld('withhold_list', 'the line is a JSON list')];

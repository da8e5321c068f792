import { withoutHeads } from './joined-lines';
import { contains, hash, plugin, type Step } from './pipeline';

/** Tags of documents. Each says what happened to the line, and is counted. */
export const lineTags = {
  /** Part of the line is missing because it was long. */
  cut: 'cut',
  /** No pattern of the format fits; the whole text is the message. */
  unparsed: 'unparsed',
  /** The text looks like JSON and is none, or is no object: what it holds cannot be told, so it is not kept. */
  withheld: 'withheld',
} as const;

/** What no reader of a line needs, before anything looks at it: colours, control characters, repeated heads. */
export const cleaned: readonly Step[] = [
  plugin('mutate', 'clean', {
    gsub: [
      ...['[message]', '\\x1b\\[[0-9;?]{0,32}[A-Za-z]', ''],
      ...['[message]', '\\r(\\n|\\z)', '\\1'],
      ...['[message]', '[\\x00-\\x08\\x0b-\\x1f\\x7f]', ''],
      ...withoutHeads('[message]'),
      ...['[message]', '\\n{1,1000}\\z', ''],
    ],
  }),
  // Filebeat says that it kept only the beginning.
  {
    when: contains('[log][flags]', 'truncated'),
    steps: [plugin('mutate', 'cut_on_node', { add_tag: [lineTags.cut] })],
  },
];

/** The text of a line is replaced by why it is not there. */
export const withheld = (id: string, why: string): Step =>
  plugin('mutate', id, {
    replace: hash({ '[in][message]': `(withheld: ${why})` }),
    remove_field: ['[message]'],
    add_tag: [lineTags.withheld],
  });

import { edited, entry, written, type BadCase } from '../bad-case';

const churn = entry('churn');
const ranker = entry('ranker');
const rebuild = entry('rebuild');
const latin1 = Buffer.from('name: rebuild\ntitle: für\nteam: platform\n', 'latin1');
const deep = (open: string, close: string): string => `name: ${open.repeat(1_000)}${close.repeat(1_000)}\n`;

/** Text that is not YAML, not UTF-8, or uses a part of YAML that entries do without. */
export const syntax: readonly BadCase[] = [
  {
    file: 'syntax-tab',
    mistake: 'a tab as indentation',
    spoil: edited(churn, '  availability', '\tavailability'),
  },
  {
    file: 'syntax-indent',
    mistake: 'a key that is indented too far',
    spoil: edited(churn, 'runtime:', '  runtime:'),
  },
  {
    file: 'syntax-quote',
    mistake: 'a quote that is never closed',
    spoil: edited(rebuild, "'0 2 * * *'", "'0 2 * * *"),
  },
  { file: 'syntax-brace', mistake: 'a brace that is never closed', spoil: edited(rebuild, '4h }', '4h') },
  {
    file: 'syntax-colon',
    mistake: 'a colon inside plain text',
    spoil: edited(ranker, 'Offer ranking', 'Offers: ranking'),
  },
  {
    file: 'syntax-percent',
    mistake: 'a value that begins with a percent sign',
    spoil: edited(churn, '99.5%', '%99.5'),
  },
  {
    file: 'syntax-anchor',
    mistake: 'an anchor',
    spoil: edited(ranker, 'team: pricing', 'team: &owner pricing'),
  },
  {
    file: 'syntax-alias',
    mistake: 'an anchor and its alias',
    spoil: edited(ranker, 'tier: critical', 'tier: &it critical\nlogs: *it'),
  },
  {
    file: 'syntax-merge',
    mistake: 'a merge key',
    spoil: edited(ranker, 'traffic: {', 'traffic: { <<: { minimum: 1/s },'),
  },
  { file: 'syntax-tag', mistake: 'a tag', spoil: edited(ranker, 'team: pricing', 'team: !!str pricing') },
  {
    file: 'syntax-tag-own',
    mistake: 'a tag of somebody else',
    spoil: edited(ranker, 'team: pricing', 'team: !secret pricing'),
  },
  { file: 'syntax-empty', mistake: 'an empty file', spoil: written(rebuild, '') },
  { file: 'syntax-blank', mistake: 'a file of blank lines', spoil: written(rebuild, '\n  \n\n') },
  {
    file: 'syntax-comments',
    mistake: 'a file of comments',
    spoil: written(rebuild, '# name: rebuild\n  # team: platform\n'),
  },
  { file: 'syntax-marker-only', mistake: 'a document without content', spoil: written(rebuild, '---\n') },
  {
    file: 'syntax-end-only',
    mistake: 'the end of a document that never began',
    spoil: written(rebuild, '...\n'),
  },
  {
    file: 'syntax-documents',
    mistake: 'two documents',
    spoil: edited(rebuild, 'name: rebuild', '---\nname: rebuild\n---\nname: other'),
  },
  {
    file: 'syntax-documents-end',
    mistake: 'a second document that is empty',
    spoil: edited(rebuild, '4h }\n', '4h }\n---\n'),
  },
  { file: 'syntax-scalar', mistake: 'a file that is one word', spoil: written(rebuild, 'rebuild\n') },
  { file: 'syntax-list', mistake: 'a file that is a list', spoil: written(rebuild, '- name: rebuild\n') },
  {
    file: 'syntax-bom',
    mistake: 'a byte-order mark',
    spoil: (w) => w.write(rebuild, `\uFEFF${w.read(rebuild)}`),
  },
  {
    file: 'syntax-crlf',
    mistake: 'Windows line endings',
    spoil: (w) => w.write(rebuild, w.read(rebuild).replaceAll('\n', '\r\n')),
  },
  {
    file: 'syntax-crlf-one',
    mistake: 'one Windows line ending',
    spoil: edited(rebuild, 'platform\n', 'platform\r\n'),
  },
  { file: 'syntax-latin1', mistake: 'a letter in Latin-1', spoil: written(rebuild, latin1) },
  {
    file: 'syntax-cut',
    mistake: 'a letter that is cut in its middle',
    spoil: written(rebuild, Buffer.from('name: ü').subarray(0, 7)),
  },
  {
    file: 'syntax-utf16',
    mistake: 'a file in UTF-16',
    spoil: written(rebuild, Buffer.from('\uFEFFname: rebuild\n', 'utf16le')),
  },
  {
    file: 'syntax-control',
    mistake: 'a control character',
    spoil: edited(ranker, 'Offer ranking', 'Offer\u0007ranking'),
  },
  {
    file: 'syntax-null',
    mistake: 'a null byte',
    spoil: edited(ranker, 'Offer ranking', 'Offer\u0000ranking'),
  },
  {
    file: 'syntax-long-line',
    mistake: 'a mistake far to the right',
    spoil: edited(churn, '[tenure, charges]', `[${'feature, '.repeat(100)}7]`),
  },
  {
    file: 'syntax-big',
    mistake: 'a file of a megabyte',
    spoil: written(rebuild, `# ${'x'.repeat(1_048_573)}\n`),
  },
  {
    file: 'syntax-deep-list',
    mistake: 'a thousand lists in each other',
    spoil: written(rebuild, deep('[', ']')),
  },
  {
    file: 'syntax-deep-group',
    mistake: 'a thousand groups in each other',
    spoil: written(rebuild, deep('{a: ', '}')),
  },
];

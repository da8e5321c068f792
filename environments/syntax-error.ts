import type { YAMLException } from 'js-yaml';

/** The reader's reasons in words of people who edit entries; a reason that is not listed is plain enough. */
const explanations: readonly (readonly [reason: RegExp, explanation: string])[] = [
  [
    /^deficient indentation/,
    'a quote, bracket or brace above is not closed, or this line is not indented under it',
  ],
  [/^unexpected end of the/, 'a quote, bracket or brace is not closed'],
  [/^missed comma/, 'a comma is missing before this'],
  [
    /^end of the stream/,
    'this line does not belong to what is above it; is a colon missing, or spaces before it?',
  ],
  [/^bad indentation/, 'this does not fit here; check the indentation, or put the text in quotes'],
  [/^(?:null byte|the stream contains)/, 'a control character stands here'],
  [/^unknown escape/, 'unknown escape after the backslash; write two backslashes, or use single quotes'],
  [/^nesting exceeded/, 'groups and lists are nested far too deep'],
];

/** Why a text is not valid YAML. `at` is the offset at which the reader stopped. */
export function reasonOf(error: YAMLException, text: string, at: number): string {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const character = text[at] ?? '';
  if (/^\s*\t/.test(text.slice(lineStart, at + 1)) || character === '\t') {
    return 'a tab stands where YAML wants spaces; indent with spaces';
  }
  if (/^(?:bad indentation|missed comma)/.test(error.reason)) {
    if (character === ':')
      return 'a second key begins here; check the indentation, or put text that has a colon in quotes';
    if (/^[%@`]/.test(character)) return `text cannot begin with ${character}; put it in quotes`;
    if (/^[\]}]/.test(character)) return `this ${character} closes nothing`;
  }
  return explanations.find(([reason]) => reason.test(error.reason))?.[1] ?? error.reason;
}

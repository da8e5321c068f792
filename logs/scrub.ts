import { subject } from './fields';
import { anyOf, hash, isSet, matches, plugin, type Step } from './pipeline';
import { personalData } from './scrub-personal';
import { markOf, type RedactedKind, type Scrub } from './scrub-pattern';
import { knownTokens, placedSecrets } from './scrub-secrets';

/**
 * What free text is searched for, in this order: what is known by its place, before a pattern takes a part of it away;
 * then what is known by its form.
 */
export const scrubbed: readonly Scrub[] = [...placedSecrets, ...knownTokens, ...personalData];

/** What ids and single words are searched for: no personal data, because a number of a card and one of a request look alike. */
export const scrubbedInWords: readonly Scrub[] = [...placedSecrets, ...knownTokens].filter(
  ({ kind }) => kind !== 'private_key',
);

/** What JSON is searched for as well: the subject as a list or an object, at any depth. */
export const scrubbedInJson: readonly Scrub[] = [
  {
    kind: 'user',
    what: 'subjects of any shape',
    pattern: `("${subject.key}":)(?:"(?:[^"\\\\]|\\\\.){0,1000}"|[^"{}\\[\\],]{1,100}|[{\\[][^{}\\[\\]]{0,1000}[}\\]])`,
    instead: `\\1"${markOf('user')}"`,
  },
];

/** Which fields hold what, as references. */
export interface ScrubbedFields {
  /** Any text. */
  readonly texts: readonly string[];
  /** Ids and single words. */
  readonly words: readonly string[];
  /** JSON. */
  readonly json: readonly string[];
}

/** Kinds of what was taken out of a document, as a list: what alerts and searches ask for. */
export const redactedField = '[mlobs][pii][redacted]';

/** Triples of a mutate's gsub: the patterns over each of the fields. */
export const gsubRules = (fields: readonly string[], patterns: readonly Scrub[]): readonly string[] =>
  fields.flatMap((field) =>
    patterns.flatMap(({ kind, pattern, instead = markOf(kind) }) => [field, pattern, instead]),
  );

/**
 * Takes secrets and personal data out of fields, and marks the document with the kinds of what it took. A filter cannot tell
 * what it replaced, so the marks are looked for where they were left: a line that has one of its own is marked as well.
 */
export const scrubSteps = ({ texts, words, json }: ScrubbedFields): readonly Step[] => {
  const [first, ...others] = [...texts, ...words, ...json];
  if (first === undefined) return [];
  const somewhere = (pattern: string) =>
    anyOf([matches(first, pattern), ...others.map((field) => matches(field, pattern))]);
  return [
    plugin('mutate', 'scrub', {
      gsub: [
        ...gsubRules(texts, scrubbed),
        ...gsubRules(words, scrubbedInWords),
        ...gsubRules(json, [...scrubbedInJson, ...scrubbed]),
      ],
    }),
    {
      when: somewhere(`<(?:${redactedKinds.join('|')})>`),
      steps: [
        ...redactedKinds.map((kind): Step => ({
          when: somewhere(markOf(kind)),
          steps: [plugin('mutate', `redacted_${kind}`, { add_field: hash({ [redactedField]: kind }) })],
        })),
        {
          // One alone is a text, and readers expect a list.
          when: isSet(redactedField),
          steps: [plugin('mutate', 'redacted_list', { split: hash({ [redactedField]: ',' }) })],
        },
      ],
    },
  ];
};

/** Every kind, sorted. */
export const redactedKinds: readonly RedactedKind[] = [
  ...new Set([...scrubbed, ...scrubbedInJson].map(({ kind }) => kind)),
].sort();

/** What stands in free text and must not: what documents that had it are marked with, and the name in its place. */
export type RedactedKind =
  | 'authorization'
  | 'card'
  | 'email'
  | 'iban'
  | 'ip'
  | 'jwt'
  | 'phone'
  | 'private_key'
  | 'secret'
  | 'ssn'
  | 'token'
  | 'user';

/** What it was: something that opens doors, or something about a person. */
export type RedactedData = 'secret' | 'personal';

export const dataOf: Readonly<Record<RedactedKind, RedactedData>> = {
  authorization: 'secret',
  card: 'personal',
  email: 'personal',
  iban: 'personal',
  ip: 'personal',
  jwt: 'secret',
  phone: 'personal',
  private_key: 'secret',
  secret: 'secret',
  ssn: 'personal',
  token: 'secret',
  user: 'personal',
};

/**
 * A pattern that is both Ruby's and JavaScript's: no inline flags, no `\b` (in Ruby all letters of the world are words), no
 * look-behind of varying length. Every repetition is bounded, and what may be long does not begin within itself, so no
 * text is slow.
 */
export interface Scrub {
  readonly kind: RedactedKind;
  /** What it finds, for people. */
  readonly what: string;
  readonly pattern: string;
  /** What stands in its place, where that is not the mark alone: with groups, as Ruby writes them. */
  readonly instead?: string;
}

/** The name of a kind, as it stands in texts. */
export const markOf = (kind: RedactedKind): string => `<${kind}>`;

/** Where a word may begin: JSON, of which lines are full, writes a line's end as `\n`, whose letter is no word. */
export const startOf = (letters: string): string =>
  `(?:(?<![${letters}])|(?<=\\\\[bfnrt])|(?<=\\\\u[0-9A-Fa-f]{4}))`;
export const wordStart = startOf('0-9A-Za-z');
/** The same for words that hold `_` and `-`. */
export const longWordStart = startOf('0-9A-Za-z_-');
export const wordEnd = '(?![0-9A-Za-z])';

/** The quotes by their numbers: Logstash has no notation for a text with both. */
export const doubleQuote = '\\x22';
export const singleQuote = '\\x27';

/** Matches a word in capitals, in small letters, and mixed. */
export const anyCase = (word: string): string =>
  word.replace(/[a-z]/g, (letter) => `[${letter.toUpperCase()}${letter}]`);

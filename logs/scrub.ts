import { subject } from './fields';

/** A pattern in Ruby syntax, and what stands in the place of what it finds. */
export interface Scrub {
  readonly pattern: string;
  readonly instead: string;
}

/** Personal data that free text is searched for; every repetition is bounded, so no text is slow. */
export const scrubbed: readonly Scrub[] = [
  {
    pattern: '[A-Za-z0-9_.+-]{1,64}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}',
    instead: '<email>',
  },
  {
    // Payment cards begin with 2 to 6. Written in one piece, in groups of four, or 4-6-5; part of a longer word or
    // number it is a hash, an id or a time. The letter of an escape such as \n, of which JSON is full, is no word.
    pattern:
      '(?:(?<![0-9A-Za-z])|(?<=\\\\[bfnrt])|(?<=\\\\u[0-9A-Fa-f]{4}))(?:[2-6][0-9]{12,18}|[2-6][0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5})(?![0-9A-Za-z])',
    instead: '<card>',
  },
];

/** What JSON is searched for as well: the subject, who is a pseudonym everywhere else, at any depth. */
export const scrubbedInJson: readonly Scrub[] = [
  {
    // A text, a number, or a list or an object of these.
    pattern: `"${subject.key}":(?:"(?:[^"\\\\]|\\\\.){0,1000}"|[^"{}\\[\\],]{1,100}|[{\\[][^{}\\[\\]]{0,1000}[}\\]])`,
    instead: `"${subject.key}":"<user>"`,
  },
];

/** Personal data that free text is searched for, in Ruby syntax; every repetition is bounded, so no text is slow. */
export const scrubbed: readonly { readonly pattern: string; readonly instead: string }[] = [
  {
    pattern: '[A-Za-z0-9_.+-]{1,64}(?:@|%40)[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,8}',
    instead: '<email>',
  },
  {
    // Payment cards begin with 2 to 6. Written in one piece, in groups of four, or 4-6-5; part of a longer word or
    // number it is a hash, an id or a time.
    pattern:
      '(?<![0-9A-Za-z])(?:[2-6][0-9]{12,18}|[2-6][0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5})(?![0-9A-Za-z])',
    instead: '<card>',
  },
];

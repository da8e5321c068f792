import { startOf, wordEnd, wordStart, type Scrub } from './scrub-pattern';

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
/** Networks that no address of the internet is in: pods, nodes, this machine, masks. */
const inner =
  '(?:0|10|127)\\.|192\\.168\\.|169\\.254\\.|172\\.(?:1[6-9]|2[0-9]|3[01])\\.|100\\.(?:6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.|255\\.255\\.';
/** What stands before a version: `v1.2.3.4`, `torch==1.2.3.4`, `Chrome/1.2.3.4`, `cu12-1.2.3.4`, `version 1.2.3.4`. */
const noVersion = `${startOf('0-9A-Za-z_.-')}(?<![=<>~]=)(?<![A-Za-z]/)(?<![Vv]ersion[ =])(?<![Vv]ersion: )`;
const hex = '[0-9A-Fa-f]';
const countries =
  'A[DELTZ]|B[AEGHRY]|C[HRYZ]|D[EKO]|E[EGS]|F[IOR]|G[BEILRT]|H[RU]|I[ELQST]|JO|K[WZ]|L[BCITUV]|M[CDEKRTU]|N[LO]|P[KLST]|QA|R[OS]|S[ACEIKMTV]|T[LNR]|UA|V[AG]|XK';

/** Letters of an address, in and out of ASCII. */
const letters = '0-9A-Za-z\\u00C0-\\u024F';

/** Personal data that says what it is by its form. Names and street addresses do not. */
export const personalData: readonly Scrub[] = [
  {
    kind: 'email',
    what: 'e-mail addresses; a version after an @ is none',
    pattern: `(?<![${letters}_.+-])[${letters}_.+-]{1,1000}(?:@|%40)[${letters}-]{1,63}(?:\\.[${letters}-]{1,63}){0,8}\\.(?:[A-Za-z]{2,63}|xn--[0-9A-Za-z-]{1,59})(?![0-9A-Za-z-])`,
  },
  {
    kind: 'iban',
    what: 'account numbers (IBAN), in one piece or in groups of four',
    pattern: `${wordStart}(?:${countries})[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?${wordEnd}`,
  },
  {
    kind: 'card',
    what: 'payment cards, which begin with 2 to 6: in one piece, in groups of four, or 4-6-5',
    // Part of a longer word or number it is a hash, an id, a time or a fraction.
    pattern: `${wordStart}(?<![0-9]\\.)(?:[2-6][0-9]{12,18}|[2-6][0-9]{3}(?:[ -][0-9]{4}){3}(?:[ -][0-9]{1,3})?|3[47][0-9]{2}[ -][0-9]{6}[ -][0-9]{5})${wordEnd}(?!\\.[0-9])`,
  },
  {
    kind: 'ssn',
    what: 'US social security numbers, with hyphens',
    pattern: `${wordStart}(?<!-)(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}${wordEnd}(?!-)`,
  },
  {
    kind: 'phone',
    what: 'telephone numbers with + and the country',
    pattern: `${wordStart}(?<!\\+)(?:\\+|%2B)[1-9](?:[ ()/-]{0,2}[0-9]){7,14}${wordEnd}(?!\\.[0-9])`,
  },
  {
    kind: 'ip',
    what: 'IPv4 addresses of the internet; those of the cluster and versions stay',
    pattern: `${noVersion}(?!${inner})(?:${octet}\\.){3}${octet}(?![0-9A-Za-z_-]|\\.[0-9])`,
  },
  {
    kind: 'ip',
    what: 'IPv6 addresses of the internet (2000::/3)',
    pattern: `${startOf('0-9A-Za-z:./')}[23]${hex}{3}(?:(?::${hex}{1,4}){7}|:(?:${hex}{1,4}:){0,5}:(?:${hex}{1,4}:){0,5}${hex}{0,4})(?![0-9A-Za-z:])`,
  },
];

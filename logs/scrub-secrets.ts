import { subject } from './fields';
import {
  anyCase,
  doubleQuote,
  longWordStart,
  markOf,
  singleQuote,
  startOf,
  wordEnd,
  wordStart,
  type Scrub,
} from './scrub-pattern';

const token = (what: string, pattern: string, start = wordStart): Scrub => ({
  kind: 'token',
  what,
  pattern: `${start}${pattern}`,
});

/** Credentials that say what they are by how they begin. */
export const knownTokens: readonly Scrub[] = [
  {
    kind: 'jwt',
    what: 'JSON Web Tokens',
    pattern: `${longWordStart}eyJ[A-Za-z0-9_-]{8,2000}\\.[A-Za-z0-9_-]{8,8000}(?:\\.[A-Za-z0-9_-]{0,2000}){0,3}`,
  },
  token('AWS access keys', `(?:AKIA|ASIA|AROA|AIDA|ABIA|ACCA)[A-Z0-9]{16}${wordEnd}`),
  token('API keys of Google', `AIza[0-9A-Za-z_-]{35}`),
  token('access tokens and client secrets of Google', '(?:ya29\\.|GOCSPX-)[0-9A-Za-z_-]{20,500}'),
  token(
    'client secrets of Azure',
    `[0-9A-Za-z_.~-]{3}[0-9]Q~[0-9A-Za-z_.~-]{31,34}`,
    startOf('0-9A-Za-z_.~-'),
  ),
  token(
    'signatures of shared access of Azure',
    '(?:sig|SharedAccessSignature)=[0-9A-Za-z%+]{40,120}(?:%3[Dd]|=){0,2}',
  ),
  token('tokens of GitHub', '(?:gh[pousr]_[0-9A-Za-z]{30,255}|github_pat_[0-9A-Za-z_]{22,255})'),
  token(
    'tokens of GitLab',
    'gl(?:pat|dt|rtr?|ptt|cbt|soat|ft|ffct|imt|agent|oas|wt)-[0-9A-Za-z_-]{20,255}(?:\\.[0-9A-Za-z_.-]{1,60})?',
    longWordStart,
  ),
  token('tokens of Slack', 'x(?:ox[a-z](?:\\.xox[a-z])?|app)-[0-9A-Za-z-]{10,255}', longWordStart),
  token(
    'webhooks of Slack',
    'hooks\\.slack\\.com/(?:services|workflows|triggers)(?:/[0-9A-Za-z_.~%+-]{1,60}){2,4}',
  ),
  token('keys of Stripe', '(?:(?:sk|rk|pk)_(?:live|test)|whsec)_[0-9A-Za-z+=]{10,255}'),
  token(
    'keys of OpenAI and Anthropic',
    'sk-(?=[A-Za-z_-]{0,200}[0-9])(?=[a-z0-9_-]{0,200}[A-Z])[0-9A-Za-z_-]{20,255}',
    longWordStart,
  ),
  token('tokens of Hugging Face', `(?:hf|api_org)_[0-9A-Za-z]{30,64}${wordEnd}`),
  token('tokens of npm', `npm_[0-9A-Za-z]{36}${wordEnd}`),
  token('tokens of PyPI', 'pypi-[0-9A-Za-z_-]{50,255}', longWordStart),
  token('tokens of Databricks', `dapi[0-9a-f]{32}(?:-[0-9])?${wordEnd}`),
  token('tokens of Vault', 'hv[sbr]\\.[0-9A-Za-z_-]{24,255}'),
  token('keys of SendGrid', 'SG\\.[0-9A-Za-z_-]{22}\\.[0-9A-Za-z_-]{43}'),
];

/** What closes a name in JSON, also in JSON that is a text in JSON, and what separates it from its value. */
const separator = `(?:\\\\{0,7}[${doubleQuote}${singleQuote}])?\\s{0,3}(?:=>|[:=])\\s{0,3}`;
/** A value in quotes, which stay, a list, an object, or what ends by itself. */
const valueOf = (bare: string): string =>
  '(?:' +
  [
    `(\\\\{1,7}${doubleQuote})[^${doubleQuote}\\\\]{1,8000}`,
    `(${doubleQuote})(?:[^${doubleQuote}\\\\]|\\\\.){1,8000}`,
    `(${singleQuote})[^${singleQuote}\\r\\n]{1,8000}`,
    '[\\[{][^\\[\\]{}]{0,8000}[\\]}]',
    bare,
  ].join('|') +
  ')';
const kept = '\\1\\2\\3\\4';
const oneWord = `[^\\s${doubleQuote}${singleQuote},;&{}()\\[\\]\\\\]{1,8000}`;
/** Not where there is none, and not where another pattern has left its mark. */
const noValue = `(?!(?:${['null', 'none', 'nil', 'true', 'false', 'undefined'].map(anyCase).join('|')})${wordEnd}|\\\\{0,7}[${doubleQuote}${singleQuote}]?<[a-z_]{2,13}>)`;

/** `_` may be missing, a dot or a hyphen. */
const oneOf = (names: readonly string[]): string =>
  `(?:${names.map((name) => anyCase(name).replaceAll('_', '[_.-]?')).join('|')})`;

/** Names whose value is a secret, whatever it looks like. */
const secretNames = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'secret_key',
  'secret_access_key',
  'api_key',
  'access_key',
  'private_key',
  'account_key',
  'shared_access_key',
  'signing_key',
  'encryption_key',
  'connection_string',
  'credential',
  'credentials',
  'card_number',
  'cvv',
  'cvc',
] as const;

/** Names whose value is a secret if it looks like one: models speak of tokens that are words, and shells of folders. */
const doubtfulNames = ['token', 'sessionid', 'sessid', 'pwd'] as const;
/** Eight signs at least, with a digit among them, and no number. */
const opaque =
  '(?![0-9.]{1,40}(?![0-9A-Za-z._~+=%/-]))(?=[A-Za-z_.~+=%/-]{0,80}[0-9])[0-9A-Za-z_.~+=%-][0-9A-Za-z_.~+=%/-]{7,8000}';

/** Secrets that are known by what stands before or around them. */
export const placedSecrets: readonly Scrub[] = [
  {
    kind: 'private_key',
    what: 'private keys in PEM, over several lines, also without their end',
    pattern: `-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-${doubleQuote}\\\\]|\\\\(?!${doubleQuote})|-(?!----)){0,16000}(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?`,
  },
  {
    kind: 'private_key',
    what: 'a full line of Base64 that is a document by itself, as of a key that was printed',
    pattern:
      '\\A\\s{0,8}(?=[0-9A-Z+/]{0,75}[a-z])(?=[0-9a-z+/]{0,75}[A-Z])[0-9A-Za-z+/]{64,76}={0,2}\\s{0,8}\\z',
  },
  {
    kind: 'secret',
    what: 'passwords in addresses',
    pattern: `(://[^\\s/@:${doubleQuote}${singleQuote}]{0,200}:)[^\\s/${doubleQuote}${singleQuote}]{1,200}(?=@)`,
    instead: `\\1${markOf('secret')}`,
  },
  {
    kind: 'authorization',
    what: 'headers that authorise',
    pattern: `(${oneOf(['authorization', 'x_api_key', 'x_auth_token'])}${separator})${valueOf(`(?:[A-Za-z]{3,12}\\s{1,3})?${oneWord}`)}`,
    instead: `${kept}${markOf('authorization')}`,
  },
  {
    kind: 'authorization',
    what: 'cookies, to the end of the line',
    pattern: `(${oneOf(['cookie'])}${separator})${valueOf(`[^\\r\\n${doubleQuote}${singleQuote}\\\\]{1,8000}`)}`,
    instead: `${kept}${markOf('authorization')}`,
  },
  {
    kind: 'authorization',
    what: 'bearer tokens, and names with passwords in Base64',
    pattern: `(${wordStart}(?:${anyCase('bearer')}|${anyCase('basic')})\\s{1,3})(?=[A-Za-z._~+/-]{0,200}[0-9=])[0-9A-Za-z._~+/-]{8,8000}={0,2}`,
    instead: `\\1${markOf('authorization')}`,
  },
  {
    kind: 'secret',
    what: 'values of names such as `password` and `api_key`',
    pattern: `(${oneOf(secretNames)}${separator})${noValue}${valueOf(oneWord)}`,
    instead: `${kept}${markOf('secret')}`,
  },
  {
    kind: 'secret',
    what: 'the same as options of a command',
    pattern: `((?<!-)--(?:[0-9A-Za-z]{1,20}[_-]){0,4}${oneOf(secretNames)}\\s{1,3})${valueOf(oneWord)}`,
    instead: `${kept}${markOf('secret')}`,
  },
  {
    kind: 'secret',
    what: 'values of names such as `token`, where they look like one',
    pattern: `(${oneOf(doubtfulNames)}${separator}(?:\\\\{0,7}[${doubleQuote}${singleQuote}])?)${opaque}`,
    instead: `\\1${markOf('secret')}`,
  },
  {
    kind: 'user',
    what: `values of the name \`${subject.key}\`, who is a pseudonym everywhere else`,
    pattern: `(${oneOf([subject.key])}${separator})${noValue}${valueOf(oneWord)}`,
    instead: `${kept}${markOf('user')}`,
  },
];

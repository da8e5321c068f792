import type { RedactedKind } from '../../logs/scrub-pattern';

/** A text with something in it that must not be seen again. */
export interface Seed {
  readonly what: string;
  readonly kind: RedactedKind;
  /** As it stands in a line. */
  readonly text: string;
  /** Parts of it that may be nowhere afterwards. */
  readonly secret: readonly string[];
  /** It is known by being all that a document says. */
  readonly alone?: true;
}

/**
 * Signs that nobody writes by chance, always the same for a number. Keys are put together here, so that no file holds
 * anything that looks like one.
 */
const signs = (length: number, start: number, alphabet: string): string =>
  Array.from({ length }, (_none, index) => alphabet[(start + index * 7) % alphabet.length] ?? '').join('');
const mixed = 'Qz7xKp2Wv9Jr4Ym1Tb8Lc3Ng6Hd5SfRa0EoUiZqXwV';
const opaque = (length: number, start = 0): string => signs(length, start, mixed);
const capitals = (length: number): string => signs(length, 3, 'QZ7XKP2WV9JR4YM1TB8LC3NG6HD5');
const base64 = (length: number): string => signs(length, 5, `${mixed}+/`);

const seed = (
  kind: RedactedKind,
  what: string,
  secret: string,
  around: (secret: string) => string,
): Seed => ({
  kind,
  what,
  text: around(secret),
  secret: [secret],
});
const bare = (secret: string): string => `before ${secret} after`;

const jwt = ['eyJ', opaque(30), '.', 'eyJ', opaque(60), '.', opaque(43)].join('');
const keyLines = [base64(64), base64(64).split('').reverse().join(''), base64(40)];
const pem = (name: string, between: string, end = true): Seed => ({
  kind: 'private_key',
  what: `a private key (${name})`,
  text: [
    `loaded -----BEGIN ${name}-----`,
    ...keyLines,
    ...(end ? [`-----END ${name}----- and went on`] : []),
  ].join(between),
  secret: keyLines,
});

const tokens: readonly (readonly [what: string, token: string])[] = [
  ['an AWS access key', `AKIA${capitals(16)}`],
  ['a temporary AWS access key', `ASIA${capitals(16)}`],
  ['an API key of Google', `AIza${opaque(35)}`],
  ['an access token of Google', `ya29.${opaque(60)}`],
  ['a client secret of Google', `GOCSPX-${opaque(28)}`],
  ['a client secret of Azure', `${opaque(3)}8Q~${opaque(34)}`],
  ['a token of GitHub', `ghp_${opaque(36)}`],
  ['a fine-grained token of GitHub', `github_pat_${opaque(22)}_${opaque(59)}`],
  ['a token of GitLab', `glpat-${opaque(20)}`],
  ['a token of Slack', `xoxb-123456789012-${opaque(24)}`],
  ['an app token of Slack', `xapp-1-A012-${opaque(24)}`],
  ['a key of Stripe', `sk_live_${opaque(24)}`],
  ['a key of OpenAI', `sk-proj-${opaque(48)}`],
  ['a key of Anthropic', `sk-ant-api03-${opaque(48)}`],
  ['a token of Hugging Face', `hf_${opaque(34)}`],
  ['a token of npm', `npm_${opaque(36)}`],
  ['a token of PyPI', `pypi-${opaque(80)}`],
  ['a token of Databricks', `dapi${signs(32, 0, '0123456789abcdef')}`],
  ['a token of Vault', `hvs.${opaque(90)}`],
  ['a key of SendGrid', `SG.${opaque(22)}.${opaque(43)}`],
];

/** Everything that is looked for, at least once. */
export const seeds: readonly Seed[] = [
  ...tokens.map(([what, token]) => seed('token', what, token, bare)),
  seed(
    'token',
    'a signature of Azure',
    opaque(43),
    (key) => `GET https://x.blob/y?sv=2024&sig=${key}%3D&se=1`,
  ),
  seed(
    'token',
    'a webhook of Slack',
    `T012/B012/${opaque(24)}`,
    (path) => `to https://hooks.slack.com/services/${path}`,
  ),
  seed('jwt', 'a JSON Web Token', jwt, bare),
  pem('RSA PRIVATE KEY', '\n'),
  pem('OPENSSH PRIVATE KEY', '\\n'),
  pem('PGP PRIVATE KEY BLOCK', '\r\n'),
  pem('PRIVATE KEY', '\n', false),
  seed(
    'private_key',
    'an encrypted private key',
    base64(64),
    (line) =>
      `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,AB12\n\n${line}\n-----END RSA PRIVATE KEY-----`,
  ),
  { ...seed('private_key', 'a line of a private key', base64(64), (line) => line), alone: true },
  seed(
    'authorization',
    'a bearer token in a header',
    opaque(20),
    (token) => `Authorization: Bearer ${token}, next`,
  ),
  seed('authorization', 'a password in a header', 'am86aHVudGVy', (token) => `authorization: Basic ${token}`),
  seed('authorization', 'a bearer token by itself', `${opaque(30)}.x`, (token) => `sent bearer ${token}`),
  seed(
    'authorization',
    'headers of Python',
    opaque(25),
    (token) => `{'authorization': 'Token ${token}', 'accept': '*/*'}`,
  ),
  seed('authorization', 'a cookie', `a=1; sid=${opaque(16)}`, (cookie) => `Cookie: ${cookie}`),
  seed('authorization', 'an API key in a header', opaque(12), (token) => `X-Api-Key: ${token}`),
  seed(
    'secret',
    'a password in an address',
    'h%unter:2@x',
    (password) => `redis://default:${password}@cache.example.internal:6379/0`,
  ),
  seed(
    'secret',
    'a password of a database',
    'hunter6pw',
    (password) => `postgres://svc:${password}@db:5432/x`,
  ),
  seed('secret', 'a password in a text', 'hunter2', (password) => `login failed, password=${password} wrong`),
  seed(
    'secret',
    'a password in single quotes',
    'hun ter two',
    (password) => `{'passwd': '${password}', 'n': 1}`,
  ),
  seed(
    'secret',
    'a password in JSON',
    'hun"ter\\two',
    (password) => `{"db_password":${JSON.stringify(password)},"n":1}`,
  ),
  seed('secret', 'a password in JSON in JSON', 'hunter three', (password) =>
    JSON.stringify(JSON.stringify({ password, n: 1 })),
  ),
  seed('secret', 'passwords in a list', 'hunter4', (password) => `"passphrase": ["x", "${password}"]`),
  seed('secret', 'a secret key of AWS', base64(40), (key) => `aws_secret_access_key = ${key}`),
  seed(
    'secret',
    'a key of an account of Azure',
    `${base64(86)}==`,
    (key) => `AccountName=x;AccountKey=${key};EndpointSuffix=y`,
  ),
  seed('secret', 'an API key in a query', 'abc-def', (key) => `GET /v1?api_key=${key}&page=2`),
  seed('secret', 'a client secret', 'n0t-so-secret', (key) => `clientSecret: ${key}`),
  seed('secret', 'an option of a command', 'hunter5', (key) => `ran mysql --db-password ${key} --host db`),
  seed('secret', 'a token in a text', 'abcd1234efgh', (key) => `refresh_token=${key}`),
  seed('secret', 'a token in JSON', 'f00/ba7+baz=', (key) => `{"access_token": "${key}"}`),
  seed('secret', 'a session in a query', opaque(26), (key) => `/a;jsessionid=${key}?b`),
  seed('user', 'a user id in a text', 'u-4711-jo', (id) => `scored for user_id=${id} in 3 ms`),
  seed('user', 'a user id in JSON', 'u-4712-jo', (id) => `{"userId": "${id}"}`),
  seed('email', 'an e-mail address', 'jo.doe+x@mail.example.com', bare),
  seed('email', 'an address with letters beyond ASCII', 'jörg.groß@bücher.example', bare),
  seed('email', 'an address in a query', 'jo.doe%40example.org', (address) => `GET /?mail=${address}&x=1`),
  seed('email', 'an address in angle brackets', 'jo@example.co.uk', (address) => `Jo <${address}>`),
  seed('card', 'a card', ['4111', '1111', '1111', '1111'].join(''), bare),
  seed('card', 'a card in groups', ['5500', '0000', '0000', '0004'].join(' '), bare),
  seed('card', 'a card with hyphens', ['3782', '822463', '10005'].join('-'), bare),
  seed('iban', 'an account number', `DE89${'3704004405320130'}00`, bare),
  seed('iban', 'an account number in groups', 'GB29 NWBK 6016 1331 9268 19', bare),
  seed('ssn', 'a social security number', ['219', '09', '9999'].join('-'), bare),
  seed('phone', 'a telephone number', '+49 (0)30 901820-11', bare),
  seed('phone', 'a telephone number in one piece', '+14155552671', (number) => `tel:${number}`),
  seed('phone', 'a telephone number in a query', '%2B4915112345678', (number) => `?to=${number}`),
  seed('ip', 'an IPv4 address', '203.0.113.77', (address) => `${address} - - "GET / HTTP/1.1" 200`),
  seed(
    'ip',
    'an IPv4 address with a port',
    '198.51.100.7',
    (address) => `INFO: ${address}:51324 - "POST /predict"`,
  ),
  seed('ip', 'an IPv6 address', '2001:db8:85a3::8a2e:370:7334', (address) => `from [${address}]:443`),
  seed('ip', 'a full IPv6 address', '2001:0db8:85a3:0000:0000:8a2e:0370:7334', bare),
];

/** Lines of every day, in which nothing may be taken out. */
export const harmless: readonly string[] = [
  'request 550e8400-e29b-41d4-a716-446655440000 done in 12.345678901234567 ms',
  'request 550E8400-E29B-41D4-A716-446655440000, trace 4bf92f3577b34da6a3ce929d0e0e4736, span 00f067aa0ba902b7',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'commit 2fd4e1c67a2d28fced849ee1bb76e7391b93eb12 by ci',
  'D41D8CD98F00B204E9800998ECF8427E is the MD5 of nothing',
  'ulid 01ARZ3NDEKTSV4RRFFQ69G5FAV, ksuid 0ujtsYcgvSTl8PAuAdqWYSMnLOv',
  '2026-01-02T03:04:05.678901Z',
  '2026-01-02 03:04:05,678 INFO',
  '[02/Jan/2026:15:04:05 +0000]',
  'I0102 15:04:05.678901       1 main.go:23]',
  'epoch 1767323045, 1767323045678, 1767323045678901, 1767323045678901234',
  'version 1.2.3.4, v10.20.30.40, Chrome/120.0.0.0 Safari/537.36, nvidia-cudnn-cu12-9.1.0.70, torch==2.5.1.0',
  'torch@2.5.1, express@4.18.2, image registry/app@sha256:abcdef, user root@localhost',
  'input shape (1, 3, 224, 224), stride [1024,2048,4096,8192], 16777216 parameters',
  'loss 0.00012345678901234567, lr 1e-05, delta +1.2345678, -0.1234567890123456, 3.4028234663852886e+38',
  'pod 10.2.3.4:8080 -> 172.16.9.9, 192.168.1.20, 127.0.0.1, ::1, fe80::1, fd00:10:244::5, 0.0.0.0',
  'mac 02:42:ac:11:00:02, std::vector<int>, a::b::c, 12:34:56, 2026:01:02 03:04:05',
  'prompt_tokens=512 completion_tokens: 128 max_tokens=1024 total_tokens 640',
  '{"prompt_tokens":512,"completion_tokens":128,"token": "transformer", "eos_token":"</s>", "token_id": 50256}',
  'tokenizer: LlamaTokenizerFast, token: the, next token="Hello"',
  'token_count: 12345678, tokens/s: 123.45, token=1234567890',
  'password is required; bad credentials; secret rotation; authorization failed; basic authentication; bearer of news',
  'password=null, "password": None, api_key: undefined, secret=false',
  'PWD=/usr/src/app',
  'global-attention-transformer-layer-12',
  'sk-learn-compatible-estimator-wrapper',
  'hf_hub_download',
  'ssh-key present',
  'GET /v2/models/fraud-scorer/infer?version=3&explain=true HTTP/1.1 200',
  'http://model.serving.svc.cluster.local:8080/v1/models',
  's3://bucket/models/fraud/1/model.onnx',
  'postgres://db:5432/x',
  'CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 79.15 GiB total capacity)',
  'Traceback (most recent call last):\n  File "/app/serve.py", line 120, in predict\n    return model(x)\nValueError: bad shape',
  'at org.example.Scorer.score(Scorer.java:42) ~[app-1.2.3.jar:1.2.3]',
  '-----BEGIN CERTIFICATE----- is expected',
  'feature hash a3f5c9d1, bucket 2026-01, order 12-3456-7, ratio 123-45-67',
  'order AB12-CD34, batch TX2026010212345678, part number 12345678901',
  'kernel 5.15.0-1051-aws, driver 535.104.05',
  'confidence 0.97 label fraud threshold 0.5',
  'queue depth 12, p99 250ms',
  'GPU-5a1b2c3d-1111-2222-3333-444455556666 0000:3b:00.0',
  'row 4111111111111111x, 4111111111111111111111, v4111111111111111',
];

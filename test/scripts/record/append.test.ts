import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { append } from '../../../scripts/record/append';

const record = { stream: 'logs-ml.audit-prod', id: 'a1', document: { user: { name: 'jo' } } };

interface Asked {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly authorization: string | undefined;
  readonly body: string;
}

let server: Server;
let asked: Asked[] = [];
let status = 201;

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: string[] = [];
  for await (const part of request) parts.push(String(part));
  return parts.join('');
};

beforeAll(
  () =>
    new Promise<void>((listening) => {
      server = createServer((request, response) => {
        void bodyOf(request).then((body) => {
          const { method, url, headers } = request;
          asked.push({ method, url, authorization: headers.authorization, body });
          response.statusCode = status;
          response.end('{"error":"why"}');
        });
      }).listen(0, '127.0.0.1', listening);
    }),
);
afterAll(() => new Promise((closed) => server.close(closed)));
beforeEach(() => {
  asked = [];
  status = 201;
});
const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const key = { ELASTICSEARCH_API_KEY: 'k3y' };

test('a record is created under its id, in a stream that must be there', async () => {
  expect(await append(record, address(), key)).toBe('recorded');
  expect(asked).toEqual([
    {
      method: 'PUT',
      url: '/logs-ml.audit-prod/_create/a1?require_data_stream=true',
      authorization: 'ApiKey k3y',
      body: '{"user":{"name":"jo"}}',
    },
  ]);
});

test('a user with a password, and an address of a variable, do as well', async () => {
  const login = { ELASTICSEARCH_USERNAME: 'jo', ELASTICSEARCH_PASSWORD: 'p:w' };
  const elsewhere = { ...login, ELASTICSEARCH_ENDPOINTS: `${address()}/, http://other` };
  expect(await append(record, 'http://127.0.0.1:1', elsewhere)).toBe('recorded');
  expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from('jo:p:w').toString('base64')}`);
});

test('what is there already is no mistake', async () => {
  status = 409;
  expect(await append(record, address(), key)).toBe('was recorded already');
});

test.each([
  [400, '-elastic'],
  [401, 'ELASTICSEARCH_API_KEY'],
  [403, 'mlobs_deployer'],
  [404, '-elastic'],
  [500, 'answered 500'],
  [200, 'answered 200'],
])('an answer %d is told with what to do, and never as recorded', async (answer, hint) => {
  status = answer;
  await expect(append(record, address(), key)).rejects.toThrow(hint);
  await expect(append(record, address(), key)).rejects.toThrow('why');
  await expect(append(record, address(), key)).rejects.not.toThrow('k3y');
});

test('without an answer, and without a user, nothing is said to be recorded', async () => {
  await expect(append(record, 'http://127.0.0.1:1', key)).rejects.toThrow('The deployment is not recorded');
  await expect(append(record, address(), {})).rejects.toThrow('ELASTICSEARCH_API_KEY');
  expect(asked).toEqual([]);
});

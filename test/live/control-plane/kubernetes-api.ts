import { Agent, request } from 'node:https';
import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import type { ClusterAccess } from './cluster-access';

/** An answer of the API server. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** Warnings that it sent along. */
  readonly warnings: readonly string[];
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The API server, over plain HTTPS: a client library is large, and kubectl is not on every machine. */
export interface KubernetesApi {
  readonly ask: (method: Method, path: string, body?: unknown, contentType?: string) => Promise<Answer>;
  readonly close: () => void;
}

/** Unit: milliseconds. */
const timeout = 30_000;

export function kubernetesApi(access: ClusterAccess): KubernetesApi {
  const { server, authority, insecure = false, token, certificate } = access;
  const plain = server.startsWith('http://');
  const agent = plain
    ? new PlainAgent({ keepAlive: true, maxSockets: 8 })
    : new Agent({
        keepAlive: true,
        maxSockets: 8,
        rejectUnauthorized: !insecure,
        ...(authority === undefined ? {} : { ca: authority }),
        ...certificate,
      });
  return {
    close: () => {
      agent.destroy();
    },
    ask: function ask(method, path, body, contentType = 'application/json'): Promise<Answer> {
      return new Promise((resolve, reject) => {
        const send = plain ? plainRequest : request;
        const text = body === undefined ? '' : JSON.stringify(body);
        const sent = send(`${server}${path}`, {
          agent,
          method,
          timeout,
          headers: {
            accept: 'application/json',
            // Node sends a body of a DELETE without saying where it ends.
            ...(text === ''
              ? {}
              : { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
        });
        sent.on('timeout', () =>
          sent.destroy(new Error(`${method} ${path}: no answer within ${timeout} ms`)),
        );
        sent.on('error', (error: NodeJS.ErrnoException) => {
          // The server closes a connection that was idle just when it is used again, and has not read the question.
          if (sent.reusedSocket && error.code === 'ECONNRESET') resolve(ask(method, path, body, contentType));
          else reject(error);
        });
        sent.on('response', (response) => {
          let answer = '';
          response.setEncoding('utf8').on('data', (chunk: string) => {
            answer += chunk;
          });
          response.on('error', reject).on('end', () => {
            const { warning } = response.headers;
            resolve({
              status: response.statusCode ?? 0,
              body: answer.startsWith('{') ? (JSON.parse(answer) as unknown) : answer,
              warnings: warning === undefined ? [] : [warning].flat(),
            });
          });
        });
        sent.end(text);
      });
    },
  };
}

/** @throws Error with the server's own words where the answer is none of the expected ones */
export function expectStatus(answer: Answer, what: string, ...expected: readonly number[]): Answer {
  if (expected.includes(answer.status)) return answer;
  const { message } = answer.body as { readonly message?: string };
  throw new Error(`${what}: ${answer.status} ${message ?? JSON.stringify(answer.body)}`);
}

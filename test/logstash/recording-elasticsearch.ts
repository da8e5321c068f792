import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { elasticStack } from '../../models/versions';
import { refusalOf } from '../logs/dead-letters';
import type { Event } from '../logs/run-pipeline';

/** A document as an output asked to have it written. */
export interface Received {
  /** The case that it is of; see `caseField`. */
  readonly of: string;
  readonly action: string;
  readonly stream: string;
  readonly id?: string;
  readonly document: Event;
}

/** As much of Elasticsearch as Logstash asks for: who it is, its licence, and the bulk interface. */
export interface RecordingElasticsearch {
  readonly url: string;
  /** What was written, which is all that it was not told to refuse. */
  readonly received: readonly Received[];
  readonly stop: () => Promise<void>;
}

interface Address {
  readonly _index: string;
  readonly _id?: string | null;
  readonly pipeline?: string;
}

/**
 * @param refusal Why a document does not fit its stream, in the words of Elasticsearch; undefined for one that does
 */
export async function recordElasticsearch(
  tls: string,
  user: string,
  password: string,
  refusal: (document: Received) => string | undefined,
): Promise<RecordingElasticsearch> {
  const received: Received[] = [];
  const authorised = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const server = createServer(
    { cert: readFileSync(join(tls, 'tls.crt')), key: readFileSync(join(tls, 'tls.key')) },
    (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
        const answer =
          request.headers.authorization === authorised
            ? answerTo(
                new URL(request.url ?? '/', 'https://localhost').pathname,
                String(text),
                received,
                refusal,
              )
            : { status: 401, body: { error: 'who are you?' } };
        response.writeHead(answer.status, {
          'content-type': 'application/json',
          'x-elastic-product': 'Elasticsearch',
        });
        response.end(request.method === 'HEAD' ? undefined : JSON.stringify(answer.body));
      });
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}`, received, stop: () => closed(server) };
}

function answerTo(
  path: string,
  body: string,
  received: Received[],
  refusal: (document: Received) => string | undefined,
): { status: number; body: unknown } {
  switch (path) {
    case '/':
      return {
        status: 200,
        body: {
          name: 'recording',
          cluster_name: 'recording',
          cluster_uuid: 'recording',
          version: { number: elasticStack[0], build_flavor: 'default' },
          tagline: 'You Know, for Search',
        },
      };
    case '/_license':
      return { status: 200, body: { license: { uid: 'recording', type: 'basic', status: 'active' } } };
    case '/_bulk': {
      const before = received.length;
      const items = documentsOf(body).map((one) => {
        const { action, stream, id = 'made' } = one;
        const reason = refusal(one);
        if (reason !== undefined) return refusalOf(stream, reason);
        received.push(one);
        return { [action]: { _index: stream, _id: id, status: 201, result: 'created' } };
      });
      const errors = received.length < before + items.length;
      return { status: 200, body: { took: 1, errors, items } };
    }
    default:
      return { status: 404, body: { error: `nothing at ${path}` } };
  }
}

/** A line that says what to do, and a line with the document, by turns. */
function documentsOf(body: string): readonly Received[] {
  const lines = body.split('\n').filter((line) => line !== '');
  return Array.from({ length: lines.length / 2 }, (_none, index) => {
    const [[action, address] = ['none', { _index: 'none' }]] = Object.entries(
      JSON.parse(lines[2 * index] ?? '{}') as Readonly<Record<string, Address>>,
    );
    return {
      of: address.pipeline ?? 'no case',
      action,
      stream: address._index,
      ...(typeof address._id === 'string' ? { id: address._id } : {}),
      document: JSON.parse(lines[2 * index + 1] ?? '{}') as Event,
    };
  });
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

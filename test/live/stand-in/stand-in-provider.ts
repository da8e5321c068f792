import { createServer, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { bytesField, bytesOf } from './protocol-buffers';
import { schemaAnswer, type ProviderSchema } from './provider-schema';

/** A process that stands for a provider of which nothing but the schemas is there. */
export interface StandIn {
  /** What Terraform and OpenTofu read of it in TF_REATTACH_PROVIDERS. */
  readonly reattach: object;
  readonly stop: () => Promise<void>;
}

/** What is answered to a request; what is not here is answered as something that this provider does not know. */
type Answers = Readonly<Record<string, (request: Buffer) => Buffer>>;

const nothing = (): Buffer => Buffer.alloc(0);

/** It objects to nothing: what is wrong by the schema is found by who asked for it. And it plans what is configured. */
const answersOf = (schema: ProviderSchema): Answers => {
  const schemas = schemaAnswer(schema);
  return {
    GetProviderSchema: () => schemas,
    ValidateProviderConfig: nothing,
    ValidateResourceConfig: nothing,
    ValidateDataResourceConfig: nothing,
    ConfigureProvider: nothing,
    StopProvider: nothing,
    PlanResourceChange: (request) => bytesField(1, bytesOf(request, 3)),
  };
};

/** gRPC's number for a request that is not known. */
const unknown = 12;
/** Bytes before each message of gRPC. */
const prefixLength = 5;

function answer(stream: ServerHttp2Stream, path: string, answers: Answers): void {
  // Who asked is gone, and has nothing to be told.
  stream.on('error', () => undefined);
  const headers = { ':status': 200, 'content-type': 'application/grpc' };
  const make = answers[/^\/tfplugin6\.Provider\/(\w+)$/.exec(path)?.[1] ?? ''];
  if (make === undefined) {
    stream.respond({ ...headers, 'grpc-status': unknown }, { endStream: true });
    return;
  }
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => void parts.push(part));
  stream.on('end', () => {
    if (stream.destroyed) return;
    stream.respond(headers, { waitForTrailers: true });
    stream.on('wantTrailers', () => {
      stream.sendTrailers({ 'grpc-status': 0 });
    });
    // A byte for compression, and the length in four.
    const message = make(Buffer.concat(parts).subarray(prefixLength));
    const prefix = Buffer.alloc(prefixLength);
    prefix.writeUInt32BE(message.length, 1);
    stream.end(Buffer.concat([prefix, message]));
  });
}

export async function startStandIn(schema: ProviderSchema): Promise<StandIn> {
  const answers = answersOf(schema);
  const sessions = new Set<Http2Session>();
  const server = createServer();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => undefined);
  });
  server.on('stream', (stream, { ':path': path = '' }) => {
    answer(stream, path, answers);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    reattach: {
      Protocol: 'grpc',
      ProtocolVersion: 6,
      Pid: process.pid,
      // The process is not theirs to end.
      Test: true,
      Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const session of sessions) session.destroy();
      }),
  };
}

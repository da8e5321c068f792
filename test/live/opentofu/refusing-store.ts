import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands for every place where a state may lie: it refuses whatever it is asked, and keeps what that was. */
export interface RefusingStore {
  readonly address: string;
  /** Paths, or hosts where it is asked as a proxy. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

/** An API server says it like this; the others are understood by the number. */
const refusal = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: 'forbidden', code: 403 };

export async function startRefusingStore(): Promise<RefusingStore> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(403, { 'content-type': 'application/json' }).end(JSON.stringify(refusal));
  });
  server.on('connect', ({ url = '' }, socket) => {
    asked.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

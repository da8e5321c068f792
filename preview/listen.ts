import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a server listens: an address of the loopback, and a port, where 0 stands for a free one. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

export const anyPort: Place = { host: '127.0.0.1', port: 0 };

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** `host:port` */
  readonly address: string;
  /** Also ends open connections. */
  readonly stop: () => Promise<void>;
}

/** Starts a server on the loopback and nowhere else. */
export function listen(server: Server, { host, port }: Place): Promise<Listening> {
  if (!host.startsWith('127.')) throw new Error(`${host} is no address of the loopback`);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const taken = (server.address() as AddressInfo).port;
      resolve({
        port: taken,
        address: `${host}:${taken}`,
        stop: () =>
          new Promise((stopped) => {
            server.close(() => {
              stopped();
            });
            server.closeAllConnections();
          }),
      });
    });
  });
}

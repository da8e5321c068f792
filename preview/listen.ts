import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a server listens: an address of the loopback, and a port, where 0 stands for a free one. */
export interface Place {
  readonly host: string;
  readonly port: number;
  /** Any host will do: who may reach a container is said where the container is. */
  readonly inContainer?: true;
}

export const anyPort: Place = { host: '127.0.0.1', port: 0 };

/** All addresses of the container that this process runs in. */
export const containerPort = (port: number): Place => ({ host: '0.0.0.0', port, inContainer: true });

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** `host:port` */
  readonly address: string;
  /** Also ends open connections. */
  readonly stop: () => Promise<void>;
}

/** Starts a server on the loopback, or in a container, and nowhere else. */
export function listen(server: Server, { host, port, inContainer }: Place): Promise<Listening> {
  if (!host.startsWith('127.') && inContainer !== true)
    throw new Error(`${host} is no address of the loopback`);
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

import { createServer, type Server } from 'node:http';
import { anyPort, listen, type Place } from '../listen';
import type { Conduct } from './conduct';
import type { LivingPage } from './living-page';

export interface SimulatedServer {
  /** `host:port`, as a target of a scrape. */
  readonly address: string;
  readonly conduct: () => Conduct;
  readonly behave: (conduct: Conduct) => void;
  readonly healthy: Conduct;
  readonly stop: () => Promise<void>;
}

/** Serves a living page on the loopback. A server that is down drops every connection, and so keeps its port. */
export async function startSimulatedServer(
  page: LivingPage,
  path: string,
  place: Place = anyPort,
): Promise<SimulatedServer> {
  let conduct = page.healthy;
  let looked = Date.now();
  const server: Server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== path) {
      response.writeHead(404).end();
      return;
    }
    const now = Date.now();
    page.advance((now - looked) / 1_000, now / 1_000, conduct);
    looked = now;
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(page.print());
  });
  server.on('connection', (socket) => {
    if (conduct.down) socket.destroy();
  });
  const running = await listen(server, place);
  return {
    address: running.address,
    conduct: () => conduct,
    behave(next) {
      // A server that was down has not worked in the meantime.
      if (conduct.down && !next.down) looked = Date.now();
      conduct = next;
      if (next.down) server.closeAllConnections();
    },
    healthy: page.healthy,
    stop: running.stop,
  };
}

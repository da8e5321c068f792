import type { Environment } from '../../environments/environment';
import { serversOf, type AddressOf } from '../fleet/pods';
import { addressOf, ports } from './addresses';

/** Where each server of the fleet listens in its container, by its name: the same for what serves and for what scrapes. */
export function fleetPorts(environment: Environment): (server: string) => number {
  const places = new Map(serversOf(environment).map((server, index) => [server, ports.fleet + index]));
  return (server) => {
    const port = places.get(server);
    if (port === undefined) throw new Error(`the fleet has no server ${server}`);
    return port;
  };
}

/** Names of sources that are pushed to the gateway. */
export const pushedSources = ({ models }: Pick<Environment, 'models'>): readonly string[] =>
  models.flatMap(({ sources }) => sources.filter(({ gateway }) => gateway).map(({ name }) => name));

/** Where Prometheus asks: what is pushed is read from the gateway, as in a cluster. */
export function fleetAddress(environment: Environment): AddressOf {
  const port = fleetPorts(environment);
  const pushed = new Set(pushedSources(environment));
  return (server) => (pushed.has(server) ? addressOf('pushgateway') : `fleet:${port(server)}`);
}

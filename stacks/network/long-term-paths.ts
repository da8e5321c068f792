import { longTermSources } from '../../environments/long-term';
import { monitoringUrls } from '../../models/links';
import { portOf, type DeclaredPath, type Network } from './declared-path';
import { monitoringPorts } from './monitoring-ports';

const { prometheus: port, sidecar } = monitoringPorts;

/** Every Prometheus that watches models. */
const watching = ['prometheus', 'prometheus-shards'] as const;

/** What keeps summary series needs, wherever they are kept. */
export function longTermPaths({ environment }: Network): readonly DeclaredPath[] {
  const { remote, thanosSidecar } = environment.longTerm;
  return [
    {
      from: 'prometheus-long-term',
      to: 'prometheus',
      ports: [port],
      why: 'fetches summary series, to keep them for a year',
    },
    {
      from: 'prometheus-long-term',
      to: 'prometheus-shards',
      ports: [port],
      why: 'fetches those of their models',
    },
    { from: 'prometheus', to: 'prometheus-long-term', ports: [port], why: 'scrapes it' },
    ...(remote === undefined
      ? []
      : watching.map((from) => ({
          from,
          to: 'anywhere' as const,
          ports: [portOf(remote.url)],
          why: 'writes what is kept for long, to the address of environment.yaml',
        }))),
    ...(thanosSidecar === undefined
      ? []
      : watching.flatMap((one): readonly DeclaredPath[] => [
          {
            from: one,
            to: 'anywhere',
            ports: environment.network.outsidePorts,
            why: 'uploads blocks to a bucket',
          },
          { from: 'entrances', to: one, ports: [sidecar], why: 'Thanos Query asks the sidecars' },
        ])),
  ];
}

/** Addresses of what keeps series for long, but for the Service of this cluster. */
export const longTermElsewhere = (environment: Network['environment']): readonly string[] =>
  longTermSources(environment)
    .map(({ url }) => url)
    .filter((url) => url !== monitoringUrls(environment.monitoringTls).longTerm);

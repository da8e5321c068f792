import { runtimes } from '../../models/runtimes';
import { portOf, type DeclaredPath, type Network } from './declared-path';

/** What models need, and what is needed of them: it changes with them, in the stack that they are in. */
export const modelPaths = (network: Network): readonly DeclaredPath[] => [
  ...scraped(network),
  ...probed(network),
  ...pushing(network),
];

/** Models behind the Pushgateway are scraped there. */
function scraped({ environment }: Network): readonly DeclaredPath[] {
  const ports = new Map<string, Set<number>>();
  for (const { sources } of environment.models)
    for (const { namespace, port, gateway } of sources)
      if (!gateway) ports.set(namespace, (ports.get(namespace) ?? new Set()).add(port));
  return (['prometheus', 'prometheus-shards'] as const).flatMap((from) =>
    [...ports]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([namespace, own]) => ({
        from,
        to: { namespaces: [namespace] },
        ports: [...own],
        why: 'scrapes models',
      })),
  );
}

/** Models by the addresses of their Services: on which port their pods listen, no entry says. */
function probed({ environment }: Network): readonly DeclaredPath[] {
  const models = environment.models.filter(({ probe }) => probe !== undefined);
  if (models.length === 0) return [];
  const namespaces = [...new Set(models.map(({ namespace }) => namespace))].sort();
  return [
    {
      from: 'blackbox-exporter',
      to: { namespaces },
      ports: [],
      why: 'calls models within the cluster',
    },
    {
      from: 'blackbox-exporter',
      to: 'anywhere',
      ports: models.flatMap(({ probe }) => (probe === undefined ? [] : [portOf(probe.url)])),
      why: 'calls models from outside, by the addresses of their entries',
    },
    {
      from: 'blackbox-exporter',
      to: 'entrances',
      ports: [],
      why: 'those addresses may lead back into this cluster',
    },
  ];
}

function pushing({ environment }: Network): readonly DeclaredPath[] {
  const namespaces = new Set(
    environment.models
      .filter(({ sources }) => sources.some(({ gateway }) => gateway))
      .map(({ namespace }) => namespace),
  );
  if (namespaces.size === 0) return [];
  return [
    {
      from: { namespaces: [...namespaces].sort() },
      to: 'pushgateway',
      ports: [runtimes.batch.port],
      why: 'batch jobs push what they have done',
    },
  ];
}

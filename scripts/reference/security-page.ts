import { join } from 'node:path';
import { homeOf, loadEnvironments, type Environment } from '../../environments';
import type { Snapshots } from '../../environments/snapshots';
import { days } from '../../models/duration';
import { runtimes } from '../../models/runtimes';
import { printEnd, printPorts, type DeclaredPath } from '../../stacks/network/declared-path';
import { loggingPaths } from '../../stacks/network/logging-paths';
import { monitoringPaths } from '../../stacks/network/monitoring-paths';
import { nodePaths } from '../../stacks/network/node-paths';
import { broughtSecrets, namedSecrets, type BroughtSecret } from '../../stacks/security/brought-secrets';
import { namespaceLevels } from '../../stacks/security/namespace-levels';
import { privilegedWorkloads } from '../../stacks/security/privileged-workloads';
import { projectRoot } from '../project-root';

const preface = `# Security

What pods may do, whom they may talk to, and which Secrets they are given, made from what the stacks are made from. How it is
meant, and how to supply Secrets, is in [docs/security.md](../security.md).`;

/** Namespaces, privileges, ways and Secrets of a deployment. */
export const securityPage = (): string =>
  [
    preface,
    '',
    '## Namespaces',
    '',
    ...table(
      ['namespace', 'pods may be'],
      Object.entries(namespaceLevels).map(([namespace, level]) => [`\`${namespace}\``, level]),
    ),
    '',
    '## Privileges',
    '',
    'All that goes beyond `restricted`. Everything else is nobody, without capabilities, and cannot become more.',
    '',
    ...table(
      ['workload', 'namespace', 'may use', 'because'],
      privilegedWorkloads.map(({ workload, namespace, allowed, reason }) => [
        workload,
        `\`${namespace}\``,
        allowed.join(', '),
        reason,
      ]),
    ),
    '',
    '## Ways',
    '',
    'Both ends of each are opened; everything else is closed, in both directions, in all these namespaces. Every pod may ask the DNS of the',
    'cluster (port 53). Ports are those of pods. `entrances` are those of `network.entrances`, and everybody where it is left out. Of ways',
    'that depend on environment.yaml, those of the committed `prod` are shown, and of a second cluster beside it.',
    '',
    ...table(['from', 'to', 'ports', 'why'], [...paths().map(row), ...ofModels]),
    '',
    '## Secrets',
    '',
    'All are known by name only; where a field of environment.yaml stands in place of a name, it says which. Beside these there are those of receivers and of the heartbeat (`monitoring`), and those that entries',
    'name (`model-observatory`).',
    '',
    ...table(
      ['Secret', 'namespace', 'keys', 'is', 'in'],
      [...broughtSecrets, ...named()].map(({ name, namespace, keys, what, where }) => [
        `\`${name}\``,
        `\`${namespace}\``,
        keys.map((key) => `\`${key}\``).join(', '),
        what,
        where ?? 'every cluster',
      ]),
    ),
    '',
  ].join('\n');

/** They follow from the entries, and a new one must not change this page. */
const ofModels: readonly (readonly string[])[] = [
  ['prometheus', 'namespaces of models', 'those of their metrics', 'scrapes models'],
  [
    'namespaces of batch models',
    'pushgateway',
    String(runtimes.batch.port),
    'batch jobs push what they have done',
  ],
  ['blackbox-exporter', 'namespaces of probed models', 'all', 'calls models within the cluster'],
  ['blackbox-exporter', 'anywhere, entrances', 'those of the probed addresses', 'calls models from outside'],
];

/** What an environment names, under the fields that name it. */
function named(): readonly BroughtSecret[] {
  const [prod] = loadEnvironments(join(projectRoot, 'environments'), 'prod');
  if (prod === undefined) throw new Error('there is no environment prod');
  const address = { url: prod.grafana.url, query: prod.grafana.url };
  const remote = (auth: { basic: string } | { bearer: string }): Pick<Environment, 'longTerm'> => ({
    longTerm: { also: [], remote: { ...address, engine: 'managed', series: 'summaries', auth } },
  });
  const copies = (place: Partial<Snapshots>) => ({
    elastic: { ...prod.elastic, snapshots: { logs: false, keep: days(35), ...place } },
  });
  return [
    remote({ basic: 'longTerm.remote.auth.basic' }),
    remote({ bearer: 'longTerm.remote.auth.bearer' }),
    {
      longTerm: {
        also: [],
        thanosSidecar: { bucketSecret: 'longTerm.thanosSidecar.bucketSecret', query: prod.grafana.url },
      },
    },
    copies({ s3: { bucket: 'logs', region: 'here', secret: 'elastic.snapshots.s3.secret' } }),
    copies({ gcs: { bucket: 'logs', secret: 'elastic.snapshots.gcs.secret' } }),
    copies({ azure: { container: 'logs', secret: 'elastic.snapshots.azure.secret' } }),
  ].flatMap((change) => namedSecrets({ ...prod, ...change }));
}

/** Of a home cluster that has everything, and of another one. */
function paths(): readonly DeclaredPath[] {
  const [prod] = loadEnvironments(join(projectRoot, 'environments'), 'prod');
  if (prod === undefined) throw new Error('there is no environment prod');
  const home = { ...homeOf(prod), platform: 'self-managed', gpuPlugin: 'gpu-operator' } as const;
  const other = {
    ...home,
    name: 'other',
    home: false,
    prometheus: prod.grafana.url,
    alertmanager: prod.grafana.url,
  };
  const environment: Environment = { ...prod, clusters: [home, other] };
  const all = environment.clusters.flatMap((cluster) => {
    const network = { environment, cluster };
    return [...monitoringPaths(network), ...loggingPaths(network), ...nodePaths(network)];
  });
  return [...new Map(all.map((path) => [row(path).join(), path])).values()];
}

const row = (path: DeclaredPath): readonly string[] => [
  printEnd(path.from),
  printEnd(path.to),
  printPorts(path),
  path.why,
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);

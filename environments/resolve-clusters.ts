import { monitoringUrls } from '../models/links';
import type { Cluster } from './cluster';
import type { EnvironmentFile } from './environment';
import { keepingOf } from './long-term';
import { askedAt } from './shards';
import { undeclared, type Report } from './report';

type ClustersInFile = EnvironmentFile['clusters'];

/** What Grafana needs to know of a cluster other than its own. */
const addressesFor = (file: EnvironmentFile) =>
  [
    ['prometheus', 'Prometheus', 'prometheus'],
    ['alertmanager', 'Alertmanager', 'alertmanager'],
    ...(keepingOf(file) === 'embedded' ? [['longTerm', 'second Prometheus', 'long-term'] as const] : []),
  ] as const;

/** The clusters of an environment, sorted by name, with the addresses that Grafana uses. */
export function resolveClusters(file: EnvironmentFile, report: Report): readonly Cluster[] {
  const { clusters } = file;
  const names = Object.keys(clusters).sort();
  checkNames(names, report);
  checkTwins(clusters, names, report);
  const home = homeIn(file, names, report);
  if (home !== undefined) checkAddresses(file, home, report);
  if (names.length > 1 && !file.elastic.url.startsWith('https://')) {
    report(
      ['elastic', 'url'],
      'the Logstash of every cluster but home writes to this address, over TLS; it begins with https://',
    );
  }
  if (names.length > 1 && file.network.entrances === undefined) {
    report(
      ['clusters'],
      'Prometheus and Alertmanager of clusters but home are asked from outside, and ask for no password; write from where they may be asked: network: { entrances: [{ namespace: ingress-nginx }] }',
    );
  }
  const here = monitoringUrls(file.monitoringTls);
  return Object.entries(clusters)
    .map(([name, cluster]) => ({
      name,
      platform: cluster.platform,
      context: cluster.context,
      ...(cluster.kubernetes === undefined ? {} : { kubernetes: cluster.kubernetes }),
      gpuPlugin: cluster.gpuPlugin ?? 'provided',
      ...(cluster.storageClass === undefined ? {} : { storageClass: cluster.storageClass }),
      home: name === home,
      prometheus: cluster.prometheus ?? askedAt(file.monitoringTls, file.prometheus.shards),
      alertmanager: cluster.alertmanager ?? here.alertmanager,
      ...(cluster.longTerm === undefined ? {} : { longTerm: cluster.longTerm }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The stacks of a cluster are `<env>-<cluster>-*`, which a longer name must not match as well. */
function checkNames(names: readonly string[], report: Report): void {
  for (const name of names) {
    const clash = names.find((other) => name.startsWith(`${other}-`));
    if (clash === undefined) continue;
    report(
      ['clusters', name],
      `the cluster "${name}" begins like "${clash}-", so their stacks could not be told apart; rename one`,
    );
  }
}

/** Two names for one cluster would deploy everything twice to the same place. */
function checkTwins(clusters: ClustersInFile, names: readonly string[], report: Report): void {
  for (const key of ['context', 'prometheus', 'alertmanager', 'longTerm'] as const) {
    for (const [index, name] of names.entries()) {
      const value = clusters[name]?.[key];
      const twin = names.slice(0, index).find((other) => clusters[other]?.[key] === value);
      if (value === undefined || twin === undefined) continue;
      report(['clusters', name, key], `the ${key} "${value}" is that of the cluster "${twin}" already`);
    }
  }
}

function homeIn({ home }: EnvironmentFile, names: readonly string[], report: Report): string | undefined {
  const [first = ''] = names;
  if (home !== undefined) {
    if (names.includes(home)) return home;
    report(['home'], undeclared('cluster', home, names));
    return undefined;
  }
  if (names.length === 1) return first;
  report(
    ['clusters'],
    `several clusters, and none is said to be home, where Grafana, Elasticsearch and Kibana run; write home: ${first}`,
  );
  return undefined;
}

function checkAddresses(file: EnvironmentFile, home: string, report: Report): void {
  const addresses = addressesFor(file);
  for (const [name, cluster] of Object.entries(file.clusters)) {
    for (const [key, title, host] of addresses) {
      if (name === home && cluster[key] !== undefined) {
        report(
          ['clusters', name, key],
          `Grafana runs in this cluster and finds its ${title} by itself; take ${key} out`,
        );
      }
      if (name !== home && cluster[key] === undefined) {
        report(
          ['clusters', name],
          `Grafana runs in the cluster "${home}" and cannot find the ${title} of "${name}"; write its address: ${key}: https://${host}.${name}.example.com`,
        );
      }
    }
  }
}

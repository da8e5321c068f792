import { edited, settings, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';

const first = '  shop-1: { platform: gke, context: shop-1 }\n';

/** A second cluster as it should be. */
const second = `  shop-2:
    platform: eks
    context: shop-2
    storageClass: gp3
    prometheus: https://prometheus.shop-2.example
    alertmanager: https://alertmanager.shop-2.example
    longTerm: https://long-term.shop-2.example
`;

/** Two clusters, with a mistake in the text of their two declarations and what follows. */
const two =
  (from: string, to: string) =>
  (workspace: Workspace): void => {
    const valid = `${first}${second}home: shop-1\nnetwork: { entrances: [{ namespace: ingress-nginx }] }\n`;
    workspace.replace(settings, first, valid);
    workspace.replace(settings, valid, valid.replace(from, to));
  };

/** What a file can say wrongly of clusters, and of the state of their stacks. */
export const clusters: readonly BadCase[] = [
  { file: 'clusters-none', mistake: 'no cluster', spoil: edited(settings, `\n${first}`, ' {}\n') },
  {
    file: 'clusters-name',
    mistake: 'a cluster whose name is no label value of ours',
    spoil: edited(settings, '  shop-1:', '  Shop_1:'),
  },
  {
    file: 'clusters-name-long',
    mistake: 'a cluster whose name is too long for what is built from it',
    spoil: edited(settings, '  shop-1:', '  shop-in-frankfurt-zone-b:'),
  },
  {
    file: 'clusters-platform',
    mistake: 'a platform with a letter missing',
    spoil: edited(settings, 'platform: gke', 'platform: gk'),
  },
  {
    file: 'clusters-context',
    mistake: 'a cluster without a context',
    spoil: edited(settings, ', context: shop-1', ''),
  },
  {
    file: 'clusters-entrances',
    mistake: 'several clusters, whose Prometheus anybody could ask',
    spoil: two('network: { entrances: [{ namespace: ingress-nginx }] }\n', ''),
  },
  { file: 'clusters-home-missing', mistake: 'two clusters and no home', spoil: two('home: shop-1\n', '') },
  {
    file: 'clusters-home-unknown',
    mistake: 'a home that is no cluster',
    spoil: two('home: shop-1', 'home: shop1'),
  },
  {
    file: 'clusters-home-one',
    mistake: 'one cluster and another as home',
    spoil: edited(settings, first, `${first}home: frankfurt\n`),
  },
  {
    file: 'clusters-home-address',
    mistake: 'addresses of the home cluster',
    spoil: edited(
      settings,
      'context: shop-1 }',
      'context: shop-1, prometheus: https://p.shop.example, alertmanager: https://a.shop.example }',
    ),
  },
  {
    file: 'clusters-address-missing',
    mistake: 'a second cluster that Grafana cannot find',
    spoil: two(/ {4}prometheus.*\n.*\n.*\n/.exec(second)?.[0] ?? '', ''),
  },
  {
    file: 'clusters-address-shape',
    mistake: 'an address without a protocol',
    spoil: two('https://prometheus.', 'prometheus.'),
  },
  {
    file: 'clusters-alike',
    mistake: 'a cluster whose stacks begin like those of another',
    spoil: two('  shop-2:', '  shop-1-b:'),
  },
  {
    file: 'clusters-context-twice',
    mistake: 'two names for one cluster',
    spoil: two('context: shop-2', 'context: shop-1'),
  },
  {
    file: 'clusters-address-twice',
    mistake: 'one Prometheus for two clusters',
    spoil: two(
      'home: shop-1\n',
      `  other: { platform: aks, context: other, prometheus: 'https://prometheus.shop-2.example', alertmanager: 'https://a.example', longTerm: 'https://l.example' }\nhome: shop-1\n`,
    ),
  },
  {
    file: 'clusters-elastic-plain',
    mistake: 'logs that leave their cluster without encryption',
    spoil: (workspace) => {
      two('', '')(workspace);
      workspace.replace(settings, 'https://elasticsearch.', 'http://elasticsearch.');
    },
  },
  {
    file: 'state-kubernetes',
    mistake: 'state in a cluster without a namespace',
    spoil: edited(settings, '  gcs: { bucket: shop-observatory-state }', '  kubernetes: { context: shop-1 }'),
  },
  {
    file: 'state-kubernetes-two',
    mistake: 'state in a cluster and in a bucket',
    spoil: edited(settings, '  gcs:', '  kubernetes: { namespace: state }\n  gcs:'),
  },
];

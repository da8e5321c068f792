import { edited, settings as file, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';

const cluster = '{ platform: gke, context: shop-1 }';
const why = 'whySingle: nobody buys at night\n';

/** The fixture as a valid environment of profile ha, with a mistake in it. */
export const ha =
  (from: string, to: string) =>
  (workspace: Workspace): void => {
    workspace.replace(file, cluster, '{ platform: gke, context: shop-1, nodes: 3 }');
    workspace.replace(file, why, 'profile: ha\n');
    if (workspace.report() !== 'no problem\n') throw new Error(workspace.report());
    workspace.replace(file, from, to);
  };

const remote = (given: string): string =>
  `{ url: https://engine.shop.example/push, query: https://engine.shop.example, ${given} }`;

export const saying = (line: string) => edited(file, why, `${why}${line}\n`);

/** What an environment can ask for that its clusters cannot have. */
export const sizes: readonly BadCase[] = [
  {
    file: 'size-storage-class-eks',
    mistake: 'storage without a class on EKS',
    spoil: edited(file, cluster, '{ platform: eks, context: shop-1 }'),
  },
  {
    file: 'size-storage-class-self-managed',
    mistake: 'storage without a class on a cluster of one’s own',
    spoil: edited(file, cluster, '{ platform: self-managed, context: shop-1 }'),
  },
  {
    file: 'size-storage-class-name',
    mistake: 'a class of storage with a name that Kubernetes refuses',
    spoil: edited(file, cluster, '{ platform: eks, context: shop-1, storageClass: Fast_SSD }'),
  },
  { file: 'size-ha-one-node', mistake: 'high availability on one node', spoil: ha('nodes: 3', 'nodes: 1') },
  {
    file: 'size-ha-nodes-missing',
    mistake: 'high availability on nobody knows how many nodes',
    spoil: ha(', nodes: 3', ''),
  },
  {
    file: 'size-nodes-none',
    mistake: 'a cluster without nodes',
    spoil: edited(file, cluster, '{ platform: gke, context: shop-1, nodes: 0 }'),
  },
  {
    file: 'size-single-pages',
    mistake: 'one machine that is to page, and no reason',
    spoil: edited(file, why, ''),
  },
  {
    file: 'size-single-reason-kept',
    mistake: 'a reason for one machine where there are several',
    spoil: ha('profile: ha\n', `profile: ha\n${why}`),
  },
  {
    file: 'size-retention',
    mistake: 'metrics that are kept for longer than the disk has room',
    spoil: saying('retention: { metrics: 400d }'),
  },
  {
    file: 'size-volume',
    mistake: 'a disk that is too small for what is usual',
    spoil: saying('prometheus: { volume: 1Gi }'),
  },
  {
    file: 'size-memory',
    mistake: 'less memory than the declared models need',
    spoil: saying('prometheus: { memory: 128Mi }'),
  },
  {
    file: 'size-memory-unit',
    mistake: 'memory in bytes of ten',
    spoil: saying('prometheus: { memory: 4GB }'),
  },
  {
    file: 'size-budget',
    mistake: 'a budget of series beyond the memory',
    spoil: saying('budgets: { series: 300000 }'),
  },
  {
    file: 'size-summaries',
    mistake: 'a disk that has no room for a year of summaries',
    spoil: saying('longTerm: { volume: 100Mi }'),
  },
  {
    file: 'size-summaries-short',
    mistake: 'summaries that are kept for a week',
    spoil: saying('retention: { summaries: 7d }'),
  },
  {
    file: 'size-long-term-off',
    mistake: 'a volume of what is not there',
    spoil: saying('longTerm: { off: nobody looks, volume: 10Gi }'),
  },
  {
    file: 'size-long-term-raw',
    mistake: 'a raw series that is to be kept for a year',
    spoil: saying('longTerm: { also: [http_requests_total] }'),
  },
  {
    file: 'long-term-two',
    mistake: 'an engine, and a reason for none',
    spoil: saying(`longTerm: { remote: ${remote('engine: mimir')}, off: nobody looks }`),
  },
  {
    file: 'long-term-engine',
    mistake: 'an engine with a letter missing',
    spoil: saying(`longTerm: { remote: ${remote('engine: mimr')} }`),
  },
  {
    file: 'long-term-tenant',
    mistake: 'a tenant where the address has it',
    spoil: saying(`longTerm: { remote: ${remote('engine: victoria-metrics, tenant: shop')} }`),
  },
  {
    file: 'long-term-plain',
    mistake: 'a password that everybody on the way could read',
    spoil: edited(
      file,
      why,
      `${why}longTerm:\n  remote: { engine: mimir, url: http://mimir.shop.example/push, query: https://mimir.shop.example, auth: { basic: writer } }\n`,
    ),
  },
  {
    file: 'long-term-auth',
    mistake: 'a writer with a password and a token',
    spoil: saying(`longTerm: { remote: ${remote('engine: mimir, auth: { basic: a, bearer: b }')} }`),
  },
  {
    file: 'long-term-bucket',
    mistake: 'a bucket in place of the name of its Secret',
    spoil: saying(
      'longTerm: { thanosSidecar: { bucketSecret: s3://shop-metrics, query: https://thanos.shop.example } }',
    ),
  },
];

import { edited, settings as file, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';
import { goodRules } from './rules';
import { saying } from './sizes';

/** What several Prometheus of a cluster cannot share. */
export const shards: readonly BadCase[] = [
  {
    file: 'shards-none',
    mistake: 'no Prometheus at all',
    spoil: saying('prometheus: { shards: 0 }'),
  },
  {
    file: 'shards-half',
    mistake: 'one Prometheus and a half',
    spoil: saying('prometheus: { shards: 1.5 }'),
  },
  {
    file: 'shards-more-than-models',
    mistake: 'more Prometheus than models',
    spoil: saying('prometheus: { shards: 6 }'),
  },
  {
    file: 'shards-many',
    mistake: 'more Prometheus than every kubelet should answer',
    spoil: saying('prometheus: { shards: 100 }'),
  },
  {
    file: 'shards-memory',
    mistake: 'memory that would do if two Prometheus shared the models',
    spoil: saying('prometheus: { memory: 256Mi }'),
  },
  {
    file: 'shards-memory-each',
    mistake: 'several Prometheus with too little memory for each',
    spoil: saying('prometheus: { memory: 128Mi, shards: 2 }'),
  },
  {
    file: 'shards-rules',
    mistake: 'a rule of the company that adds up over models which two Prometheus share',
    spoil: (workspace: Workspace): void => {
      workspace.write('shop/rules/checkout.yaml', goodRules);
      edited(file, 'whySingle', 'prometheus: { shards: 2 }\nwhySingle')(workspace);
    },
  },
];

import type { Environment } from '../../../environments';
import type { RemoteStorage } from '../../../environments/remote-storage';
import { committed } from '../../stacks/synthesised';

/** An engine with all that one can have. */
export const mimir: RemoteStorage = {
  engine: 'mimir',
  url: 'https://mimir.example.com/api/v1/push',
  query: 'https://mimir.example.com/prometheus',
  tenant: 'observatory',
  auth: { basic: 'metrics-writer' },
  series: 'summaries',
};

/** The environment dev, with what is kept for long in an engine, and in a bucket. */
export const keptElsewhere = (): readonly Environment[] => [
  {
    ...committed('dev'),
    name: 'remote',
    longTerm: {
      also: [],
      remote: mimir,
    },
  },
  {
    ...committed('dev'),
    name: 'bucket',
    longTerm: {
      also: [],
      thanosSidecar: { bucketSecret: 'thanos-bucket', query: 'https://thanos.example.com' },
    },
  },
];

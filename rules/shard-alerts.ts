import { minutes } from '../models/duration';
import { expected } from '../models/names';
import type { CommonAlert } from './alert';
import { promql } from './promql';
import { toldByItself } from './told-by';

/** Where several Prometheus share the models: the first watches the others, and the heartbeat watches the first. */
export const shardAlerts: readonly CommonAlert[] = [
  {
    name: 'PlatformShardDown',
    scope: 'platform',
    ofShards: true,
    subject: ['shard'],
    needs: [],
    summary: 'Prometheus {{ $labels.shard }} does not answer, and nobody judges its models',
    description:
      'No pod of it answers the first Prometheus. No alert about the models that it watches can fire, and boards do not show them.',
    panel: { board: 'platform', panel: 'targets-up' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        // One that is not there at all has no target that could be down, so what should be there is recorded.
        expression: promql`
          max by (shard) (${expected.shards})
          unless on (shard)
          max by (shard) (${toldByItself('prometheus', 'up')}) == 1
        `,
        for: minutes(5),
      },
    ],
  },
];

import { minutes, seconds } from '../models/duration';
import { dcgm, hardwareXids } from '../models/exporters';
import type { Alert } from './alert';
import { promql } from './promql';

/** Broken GPUs. They belong to the platform's owner, whoever uses them. */
export const gpuAlerts: readonly Alert[] = [
  {
    name: 'GpuXidHardwareError',
    scope: 'gpu',
    needs: [],
    summary: 'GPU {{ $labels.gpu }} of node {{ $labels.node }} is broken (XID {{ $labels.xid }})',
    description: 'The driver reported an XID that means failed hardware; work on this GPU fails or is wrong.',
    panel: { board: 'overview', panel: 'gpu' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'critical',
        // The exporter counts anew over the last five minutes, so this is a gauge: no rate, no increase.
        expression: promql`
          max by (node, gpu, UUID, xid) (${dcgm.xidCount}{xid=~"${hardwareXids.join('|')}"}) > 0
        `,
        for: seconds(0),
        keepFiringFor: minutes(15),
      },
    ],
  },
];

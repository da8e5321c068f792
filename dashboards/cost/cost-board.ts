import type { Environment } from '../../environments';
import { pricedPools } from '../../environments/gpu-price';
import { boardUids } from '../../models/links';
import { runbookAddress } from '../addresses';
import { firingAlerts } from '../annotations';
import { board } from '../board';
import { drillDowns, waysFrom } from '../drill-downs';
import type { Dashboard } from '../grafana';
import { costStats } from './cost-now';
import { costCharts } from './cost-over-time';
import { costOfModels, costOfTeams, idleGpus } from './cost-tables';

/** What GPUs cost, for whom, and which of them are paid for in vain. */
export const costBoard = (environment: Environment): Dashboard =>
  board(
    {
      uid: boardUids.cost,
      title: drillDowns.cost.title,
      description: `What do GPUs cost, who uses them, and which are paid for in vain? Pools with a price: ${pricedPools(
        environment,
      )
        .map(({ name }) => name)
        .join(', ')}.`,
      tags: ['cost'],
      from: 'now-7d',
      leadsTo: waysFrom('cost', environment),
      addresses: [runbookAddress(environment)],
      annotations: [firingAlerts('alertname="GpuIdleAllocated"')],
      sections: [
        {
          key: 'cost-now',
          title: 'Now',
          collapsed: false,
          bands: [{ height: 4, perLine: 6, panels: costStats(environment) }],
        },
        {
          key: 'cost-by-whom',
          title: 'Who pays',
          collapsed: false,
          bands: [
            { height: 8, perLine: 1, panels: [costOfModels(environment)] },
            { height: 6, perLine: 1, panels: [costOfTeams(environment)] },
          ],
        },
        {
          key: 'cost-idle',
          title: 'Idle GPUs',
          collapsed: false,
          bands: [{ height: 7, perLine: 1, panels: [idleGpus(environment)] }],
        },
        {
          key: 'cost-over-time',
          title: 'Over time',
          collapsed: false,
          bands: [{ height: 8, perLine: 2, panels: costCharts(environment) }],
        },
      ],
    },
    environment,
  );

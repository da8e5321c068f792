import type { Environment } from '../environments';
import { boardUids } from '../models/links';
import { runbookAddress } from './addresses';
import { firingAlerts } from './annotations';
import { board } from './board';
import { drillDowns, waysFrom } from './drill-downs';
import { errorCharts } from './gpu-errors';
import { gpuStats } from './gpu-stats';
import { gpuTable } from './gpu-table';
import { saturationCharts, utilisationCharts } from './gpu-use';
import type { Dashboard } from './grafana';

/** The board about the GPUs of an environment, which belong to nodes and only then to models. */
export const gpuBoard = (environment: Environment): Dashboard =>
  board(
    {
      uid: boardUids.gpu,
      title: drillDowns.gpu.title,
      description: 'Which GPU is not well, which is idle, and whose is it?',
      tags: ['platform'],
      from: 'now-6h',
      leadsTo: waysFrom('gpu', environment),
      addresses: [runbookAddress(environment)],
      annotations: [firingAlerts('alertname=~"Gpu.+"')],
      sections: [
        {
          key: 'gpu-now',
          title: 'Now',
          collapsed: false,
          bands: [{ height: 4, perLine: 8, panels: gpuStats }],
        },
        {
          key: 'gpu-table',
          title: 'GPUs',
          collapsed: false,
          bands: [{ height: 9, perLine: 1, panels: [gpuTable] }],
        },
        {
          key: 'gpu-utilisation',
          title: 'Utilisation',
          collapsed: false,
          bands: [{ height: 8, perLine: 2, panels: utilisationCharts }],
        },
        {
          key: 'gpu-saturation',
          title: 'Saturation',
          collapsed: false,
          bands: [{ height: 8, perLine: 2, panels: saturationCharts }],
        },
        {
          key: 'gpu-errors',
          title: 'Errors',
          collapsed: false,
          bands: [{ height: 8, perLine: 3, panels: errorCharts }],
        },
      ],
    },
    environment,
  );

import { hasGpus } from '../environments/cluster';
import type { Environment } from '../environments';
import { boardUids } from '../models/links';
import { linkToBoard } from './board-link';
import { deployments, firingAlerts } from './annotations';
import { board } from './board';
import { gpuSummary } from './gpu-stats';
import type { Dashboard } from './grafana';
import type { Section } from './layout';
import { fleetStats, type Feeds } from './overview-now';
import { modelsTable } from './overview-table';
import { statusTimelines, trendCharts } from './overview-trends';
import { platformSummary } from './platform-stats';

/** The board that says which model of the environment needs attention. */
export function overview(environment: Environment): Dashboard {
  const fed = new Set(environment.models.flatMap(({ signals }) => signals));
  const feeds: Feeds = (signal) => fed.has(signal);
  const sections: readonly Section[] = [
    {
      key: 'now',
      title: 'Now',
      collapsed: false,
      bands: [{ height: 4, perLine: 8, panels: fleetStats(feeds, environment.models.length) }],
    },
    {
      key: 'models',
      title: 'Models',
      collapsed: false,
      bands: [{ height: tableHeight(environment.models.length), perLine: 1, panels: [modelsTable(feeds)] }],
    },
    {
      key: 'status',
      title: 'Status',
      collapsed: false,
      bands: [{ height: 8, perLine: 2, panels: statusTimelines }],
    },
    {
      key: 'trends',
      title: 'Trends',
      collapsed: false,
      bands: [{ height: 8, perLine: 3, panels: trendCharts(feeds) }],
    },
    ...(hasGpus(environment)
      ? [
          {
            key: 'gpu',
            title: 'GPUs',
            collapsed: false,
            bands: [{ height: 4, perLine: 4, panels: gpuSummary(linkToBoard(boardUids.gpu, 'Open GPUs')) }],
          },
        ]
      : []),
    {
      key: 'platform',
      title: 'Platform',
      collapsed: false,
      bands: [
        {
          height: 4,
          perLine: 6,
          panels: platformSummary(linkToBoard(boardUids.platform, 'Open platform')),
        },
      ],
    },
  ];
  return board(
    {
      uid: boardUids.overview,
      title: 'Models overview',
      description: 'Which model needs attention? Click a name for its own board.',
      tags: ['overview'],
      from: 'now-6h',
      addresses: [{ title: 'Runbooks', url: environment.runbooks.url }],
      annotations: [
        deployments('model_name!=""', 'model_name, model_version'),
        firingAlerts('severity="critical"'),
      ],
      sections,
    },
    environment,
  );
}

/** Room for every model up to a screenful; the table scrolls beyond. */
const tableHeight = (models: number): number => Math.min(16, Math.max(5, 3 + Math.ceil(models * 1.2)));

import type { Environment } from '../environments';
import { boardUids } from '../models/links';
import { auditAddresses, runbookAddress } from './addresses';
import { deployments, firingAlerts } from './annotations';
import { board } from './board';
import { drillDownNames, isPublished, waysTo, type DrillDownName } from './drill-downs';
import { feedsOf } from './feeds';
import { gpuSummary } from './gpu-stats';
import type { Dashboard, UnplacedPanel } from './grafana';
import type { Section } from './layout';
import { fleetStats } from './overview-now';
import { modelsTable } from './overview-table';
import { statusTimelines, trendCharts } from './overview-trends';
import { platformSummary } from './platform-stats';
import { stripsHeight } from './strips';

/** The board that says which model of the environment needs attention. */
export function overview(environment: Environment): Dashboard {
  const feeds = feedsOf(environment);
  const sections: readonly Section[] = [
    {
      key: 'now',
      title: 'Now',
      collapsed: false,
      bands: [
        {
          height: 4,
          perLine: 8,
          panels: fleetStats(feeds, environment.models.length).map((panel) => leading(panel, environment)),
        },
      ],
    },
    {
      key: 'models',
      title: 'Models',
      collapsed: false,
      bands: [
        {
          height: tableHeight(environment.models.length),
          perLine: 1,
          panels: [modelsTable(feeds, environment)],
        },
      ],
    },
    {
      key: 'status',
      title: 'Status',
      collapsed: false,
      bands: [{ height: stripsHeight(environment.models.length), perLine: 2, panels: statusTimelines }],
      leadsTo: waysTo('alerts', environment),
    },
    {
      key: 'trends',
      title: 'Trends',
      collapsed: false,
      bands: [{ height: 8, perLine: 3, panels: trendCharts(feeds) }],
      leadsTo: [...waysTo('objectives', environment), ...waysTo('versions', environment)],
    },
    ...(isPublished('gpu', environment)
      ? [
          {
            key: 'gpu',
            title: 'GPUs',
            collapsed: false,
            bands: [{ height: 4, perLine: 4, panels: gpuSummary }],
            leadsTo: [...waysTo('gpu', environment), ...waysTo('cost', environment)],
          },
        ]
      : []),
    {
      key: 'platform',
      title: 'Platform',
      collapsed: false,
      bands: [{ height: 4, perLine: 6, panels: platformSummary }],
      leadsTo: waysTo('platform', environment),
    },
  ];
  return board(
    {
      uid: boardUids.overview,
      title: 'Models overview',
      description: 'Which model needs attention? Click a name for its own board.',
      tags: ['overview'],
      from: 'now-6h',
      leadsTo: drillDownNames.flatMap((name) => waysTo(name, environment)),
      addresses: [runbookAddress(environment), ...auditAddresses(environment, environment.models)],
      annotations: [
        deployments('model_name!=""', 'model_name, model_version'),
        firingAlerts('severity="critical"'),
      ],
      sections,
    },
    environment,
  );
}

/** Boards that say more of what a number counts. */
const saidBy: Readonly<Record<string, DrillDownName>> = {
  'over-error-budget': 'objectives',
  'below-accuracy-floor': 'drift',
  'drifting-features': 'drift',
  'critical-alerts': 'alerts',
};

function leading(panel: UnplacedPanel, environment: Environment): UnplacedPanel {
  const name = saidBy[panel.key];
  return name === undefined ? panel : { ...panel, leadsTo: waysTo(name, environment) };
}

/** Room for every model up to a screenful; the table scrolls beyond. */
const tableHeight = (models: number): number => Math.min(16, Math.max(5, 3 + Math.ceil(models * 1.2)));

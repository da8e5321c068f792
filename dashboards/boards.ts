import { hasGpus } from '../environments/cluster';
import type { Environment } from '../environments';
import { folderUids } from '../models/links';
import { gpuBoard } from './gpu-board';
import type { Dashboard } from './grafana';
import { logsBoard } from './logs-board';
import { modelBoard } from './model-board';
import { overview } from './overview';
import { platformBoard } from './platform-board';

/** A board and the uid of the folder that it lies in. */
export interface PlacedDashboard {
  readonly folder: string;
  readonly dashboard: Dashboard;
}

/**
 * Every board of an environment: the overview, those about what is below the models, then one per model in the order of
 * their names.
 */
export const dashboardsFor = (environment: Environment): readonly PlacedDashboard[] => [
  { folder: folderUids.root, dashboard: overview(environment) },
  ...(hasGpus(environment) ? [{ folder: folderUids.root, dashboard: gpuBoard(environment) }] : []),
  { folder: folderUids.root, dashboard: platformBoard(environment) },
  { folder: folderUids.root, dashboard: logsBoard(environment) },
  ...environment.models.map((model) => ({
    folder: folderUids.team(model.team),
    dashboard: modelBoard(model, environment),
  })),
];

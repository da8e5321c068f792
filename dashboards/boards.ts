import type { Environment } from '../environments';
import { folderUids } from '../models/links';
import type { Dashboard } from './grafana';
import { modelBoard } from './model-board';
import { overview } from './overview';

/** A board and the uid of the folder that it lies in. */
export interface PlacedDashboard {
  readonly folder: string;
  readonly dashboard: Dashboard;
}

/** Every board of an environment: the overview, then one per model in the order of their names. */
export const dashboardsFor = (environment: Environment): readonly PlacedDashboard[] => [
  { folder: folderUids.root, dashboard: overview(environment) },
  ...environment.models.map((model) => ({
    folder: folderUids.team(model.team),
    dashboard: modelBoard(model, environment),
  })),
];

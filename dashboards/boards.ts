import type { Environment } from '../environments';
import { folderUids } from '../models/links';
import { alertBoard } from './alerts/alert-board';
import { batchBoard } from './batch/batch-board';
import { costBoard } from './cost/cost-board';
import { driftBoard } from './drift/drift-board';
import { drillDownNames, isPublished, type DrillDownName } from './drill-downs';
import { gpuBoard } from './gpu-board';
import type { Dashboard } from './grafana';
import { llmBoard } from './llm/llm-board';
import { logsBoard } from './logs-board';
import { modelBoard } from './model-board';
import { objectiveBoard } from './objectives/objective-board';
import { overview } from './overview';
import { platformBoard } from './platform-board';
import { versionBoard } from './versions/version-board';

/** A board and the uid of the folder that it lies in. */
export interface PlacedDashboard {
  readonly folder: string;
  readonly dashboard: Dashboard;
}

const drillDownBoards: Readonly<Record<DrillDownName, (environment: Environment) => Dashboard>> = {
  drift: driftBoard,
  versions: versionBoard,
  objectives: objectiveBoard,
  llm: llmBoard,
  batch: batchBoard,
  alerts: alertBoard,
  gpu: gpuBoard,
  cost: costBoard,
  platform: platformBoard,
  logs: logsBoard,
};

/** Every board of an environment: the overview, those about one matter, then one per model in the order of their names. */
export const dashboardsFor = (environment: Environment): readonly PlacedDashboard[] => [
  { folder: folderUids.root, dashboard: overview(environment) },
  ...drillDownNames
    .filter((name) => isPublished(name, environment))
    .map((name) => ({ folder: folderUids.root, dashboard: drillDownBoards[name](environment) })),
  ...environment.models.map((model) => ({
    folder: folderUids.team(model.team),
    dashboard: modelBoard(model, environment),
  })),
];

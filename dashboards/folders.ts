import type { Environment } from '../environments';
import { folderUids } from '../models/links';

export interface Folder {
  readonly uid: string;
  readonly title: string;
  /** uid of the folder around it; parents come before their children. */
  readonly parent?: string;
}

/** ML Observability > Models > one folder per team that has a model. */
export function foldersFor(environment: Environment): readonly Folder[] {
  const teams = [...new Set(environment.models.map(({ team }) => team))].sort();
  return [
    { uid: folderUids.root, title: 'ML Observability' },
    { uid: folderUids.models, title: 'Models', parent: folderUids.root },
    ...teams.map((team) => ({
      uid: folderUids.team(team),
      title: `Team ${team}`,
      parent: folderUids.models,
    })),
  ];
}

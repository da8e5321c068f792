import type { Environment } from '../environments';
import { permissionPolicyOf } from '../environments/grafana';
import { rootFolderTitle } from '../models/grafana-files';
import { folderUids } from '../models/links';

export interface Folder {
  readonly uid: string;
  readonly title: string;
  /** uid of the folder around it; parents come before their children. */
  readonly parent?: string;
}

/** Teams that have a model, and so a folder. */
export const teamsWithModels = ({ models }: Pick<Environment, 'models'>): readonly string[] =>
  [...new Set(models.map(({ team }) => team))].sort();

/** ML Observability > Models > one folder per team that has a model, and a Sandbox where everybody may edit. */
export function foldersFor(environment: Environment): readonly Folder[] {
  return [
    { uid: folderUids.root, title: rootFolderTitle },
    { uid: folderUids.models, title: 'Models', parent: folderUids.root },
    ...teamsWithModels(environment).map((team) => ({
      uid: folderUids.team(team),
      title: `Team ${team}`,
      parent: folderUids.models,
    })),
    ...(permissionPolicyOf(environment.grafana) === 'open'
      ? [{ uid: folderUids.sandbox, title: 'Sandbox', parent: folderUids.root }]
      : []),
  ];
}

/** Name of a folder where folders cannot lie in one another: it says where it would be. */
export function flatTitle(folders: readonly Folder[], uid: string): string {
  const folder = folders.find((one) => one.uid === uid);
  if (folder === undefined) throw new Error(`no Grafana folder "${uid}"`);
  return folder.uid === folderUids.root ? folder.title : `${rootFolderTitle} - ${folder.title}`;
}

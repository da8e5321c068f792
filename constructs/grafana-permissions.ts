import { Construct } from 'constructs';
import { FolderPermission } from '../.gen/providers/grafana/folder-permission';
import type { FolderPermissions } from '../dashboards';
import type { GrafanaFolders } from './grafana-folders';
import type { GrafanaTeams } from './grafana-teams';

/** All that is granted on each folder: what somebody else granted there is taken away by the next apply. */
export class GrafanaPermissions extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { folders, teams }: { readonly folders: GrafanaFolders; readonly teams: GrafanaTeams },
    permissions: readonly FolderPermissions[],
  ) {
    super(scope, id);
    for (const { folder, grants } of permissions) {
      new FolderPermission(this, folder, {
        folderUid: folder,
        permissions: grants.map((grant) => ({
          permission: grant.may,
          ...('role' in grant ? { role: grant.role } : { teamId: teams.team(grant.team).id }),
        })),
        dependsOn: [folders.folder(folder)],
      });
    }
  }
}

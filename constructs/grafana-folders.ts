import { Construct } from 'constructs';
import { Folder as GrafanaFolder } from '../.gen/providers/grafana/folder';
import type { Folder } from '../dashboards';
import { literal } from './terraform-literal';

/** Folders by their fixed uids; a parent is created before its children. */
export class GrafanaFolders extends Construct {
  private readonly byUid = new Map<string, GrafanaFolder>();

  constructor(scope: Construct, id: string, folders: readonly Folder[]) {
    super(scope, id);
    for (const { uid, title, parent } of folders) {
      const folder = new GrafanaFolder(this, uid, {
        uid,
        title: literal(title),
        preventDestroyIfNotEmpty: true,
        ...(parent === undefined ? {} : { parentFolderUid: parent, dependsOn: [this.folder(parent)] }),
      });
      this.byUid.set(uid, folder);
    }
  }

  /** @throws where no folder has that uid, or it is listed after its child */
  folder(uid: string): GrafanaFolder {
    const folder = this.byUid.get(uid);
    if (folder === undefined) {
      throw new Error(`no Grafana folder "${uid}" so far; there are ${[...this.byUid.keys()].join(', ')}`);
    }
    return folder;
  }
}

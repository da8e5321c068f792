import { Construct } from 'constructs';
import { Playlist as GrafanaPlaylist } from '../.gen/providers/grafana/playlist';
import type { Playlist } from '../dashboards';
import type { GrafanaDashboards } from './grafana-dashboards';

/** How long a screen on a wall shows a board. */
const shown = '1m';

/** Playlists by their names. */
export class GrafanaPlaylists extends Construct {
  constructor(scope: Construct, id: string, dashboards: GrafanaDashboards, playlists: readonly Playlist[]) {
    super(scope, id);
    for (const { name, boards } of playlists) {
      new GrafanaPlaylist(this, name.toLowerCase().replace(/[^a-z0-9]+/g, '-'), {
        name,
        interval: shown,
        item: boards.map((value, index) => ({ order: index + 1, type: 'dashboard_by_uid', value })),
        dependsOn: boards.map((uid) => dashboards.dashboard(uid)),
      });
    }
  }
}

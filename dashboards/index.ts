export { dashboardsFor, type PlacedDashboard } from './boards';
export { dataSourcesFor, type DataSource } from './data-sources';
export { flatTitle, foldersFor, type Folder } from './folders';
export type { Dashboard, LogTarget, Panel, Row, Target } from './grafana';
export { permissionsFor, type FolderPermissions } from './permissions';
export { playlistsFor, type Playlist } from './playlists';
export { provisioned } from './provisioned';

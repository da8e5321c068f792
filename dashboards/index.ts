export { dashboardsFor, type PlacedDashboard } from './boards';
export { foldersFor, type Folder } from './folders';
export type { Dashboard, LogTarget, Panel, Row, Target } from './grafana';

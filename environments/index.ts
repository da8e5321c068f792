export { homeOf, type Cluster } from './cluster';
export { InvalidConfig, printDiagnostics, type Diagnostic } from './diagnostic';
export type { Environment, EnvironmentFile, Receiver, Team, TeamHours } from './environment';
export { checkNewEntry, loadEnvironments, loadWithFiles, type LoadedEnvironment } from './load';
export { passedMaintenance, type MaintenanceWindow } from './maintenance';
export { settingsOf, type Origin, type Setting } from './origins';

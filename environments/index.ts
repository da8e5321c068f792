export { homeOf, type Cluster, type Platform } from './cluster';
export { InvalidConfig, printDiagnostics, type Diagnostic } from './diagnostic';
export type { Environment, EnvironmentFile, Receiver, Team, TeamHours } from './environment';
export type { Sharing } from './gpu-pool';
export { checkNewEntry, loadEnvironments, loadWithFiles, type LoadedEnvironment } from './load';
export { passedMaintenance, type MaintenanceWindow } from './maintenance';
export { nodeClassKinds } from './node-class';
export { originIn, settingsOf, type Origin, type Setting } from './origins';
export { makesNodeClass, poolsIn, type PlacedPool, type PoolNodes } from './placed-pools';

export { InvalidConfig, printDiagnostics, type Diagnostic } from './diagnostic';
export type { Environment, EnvironmentFile, Receiver, Team, TeamHours } from './environment';
export { checkNewEntry, loadEnvironments, loadWithFiles, type LoadedEnvironment } from './load';
export { settingsOf, type Origin, type Setting } from './origins';

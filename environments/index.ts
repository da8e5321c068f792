export { InvalidConfig, printDiagnostics, type Diagnostic } from './diagnostic';
export type { Environment, EnvironmentFile, Receiver, Team } from './environment';
export { loadEnvironments } from './load';

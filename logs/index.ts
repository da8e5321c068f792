export { auditDataset, deadLetterDataset, inferenceDataset, streamName, streamPattern } from './data-streams';
export {
  beatsPort,
  clusterName,
  elasticsearchHost,
  filebeatTls,
  logstashFolders,
  logstashVariables,
  nodeFolders,
} from './deployment';
export { logDestinationsOf, type LogDestination } from './destinations';
export { filebeatConfiguration } from './filebeat';
export {
  dataViewsOf,
  printSavedObjects,
  savedObjectsOf,
  spacesFor,
  type DataView,
  type SavedObject,
  type Space,
} from './kibana';
export { kibanaRightsOf } from './kibana-rights';
export { clusterSettingsFor, policiesFor, type LifecyclePolicy } from './lifecycle';
export { pipelinesFor, type Pipeline } from './pipelines';
export {
  auditorRole,
  deployerRole,
  modelReaderRole,
  monitorRole,
  operatorRole,
  readerRole,
  rolesFor,
  teamReaderRole,
  writerRole,
  type Role,
} from './roles';
export { logRoutes, routesFile } from './routes';
export {
  snapshotPolicies,
  snapshotRepository,
  type SnapshotPolicy,
  type SnapshotRepository,
} from './snapshots';
export {
  indexTemplatesFor,
  lifecyclesFor,
  type ComponentTemplate,
  type IndexTemplate,
  type StreamLifecycle,
  type Templates,
} from './templates';

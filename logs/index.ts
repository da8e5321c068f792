export { auditDataset, inferenceDataset, streamName, streamPattern } from './data-streams';
export {
  beatsPort,
  clusterName,
  elasticsearchHost,
  filebeatTls,
  logstashFolders,
  logstashVariables,
  nodeFolders,
  persistentQueue,
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
export { pipelinesFor, type Pipeline } from './pipelines';
export {
  auditorRole,
  modelReaderRole,
  operatorRole,
  readerRole,
  rolesFor,
  teamReaderRole,
  writerRole,
  type Role,
} from './roles';
export { logRoutes, type RouteFile } from './routes';
export {
  indexTemplatesFor,
  lifecyclesFor,
  type ComponentTemplate,
  type IndexTemplate,
  type StreamLifecycle,
  type Templates,
} from './templates';

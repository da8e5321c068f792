import { boardUids } from './links';
import { namespaces } from './names';

/** How boards travel as files: ConfigMaps that a container beside Grafana writes into folders. Both sides know these names. */

/** What makes a ConfigMap one of boards or of data sources: a value that nobody else's ConfigMap has by chance. */
export const grafanaFileLabels = {
  dashboards: { label: 'grafana_dashboard', value: 'model-observatory' },
  dataSources: { label: 'grafana_datasource', value: 'model-observatory' },
} as const;

/** Name of the annotation that names the folder of a board. */
export const folderAnnotation = 'grafana_folder';

/** Where the container writes boards. */
export const boardsPath = '/tmp/dashboards';

/** Folder of what belongs to no team. */
export const rootFolderTitle = 'ML Observability';

/** File of the board that Grafana opens on: the container puts the object into the name, so that no two collide. */
export const homeBoardPath = `${boardsPath}/${rootFolderTitle}/namespace_${namespaces.monitoring}.configmap_${boardUids.overview}.${boardUids.overview}.json`;

/** Largest data of a ConfigMap. Unit: bytes. */
export const largestConfigMap = 1024 * 1024;

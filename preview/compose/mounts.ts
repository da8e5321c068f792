import { nodeFolders } from '../../logs';

/** Where what runs of this project finds its files in a container. */
export const programFolder = '/observatory';
export const secretsFolder = '/secrets';
/** Where the fleet writes its log, and Filebeat reads it: as on a node of a cluster. */
export const logFolder = nodeFolders.containers;
/** User id of the fleet. */
export const logWriter = 1000;
/** What the containers read of the environment, beside the program. */
export const environmentFile = 'environment.json';
export const requestFile = 'elastic.json';
/** Where whoever prepares Elasticsearch and Kibana finds passwords and the authority. */
export const setupSecrets = '/run/observatory';

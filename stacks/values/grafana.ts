import type { Cluster, Environment } from '../../environments';
import { sizeOf } from '../../environments/sizes';
import { boardsPath, folderAnnotation, grafanaFileLabels, homeBoardPath } from '../../models/grafana-files';
import { namespaces, objects } from '../../models/names';
import { hardenedContainer, restrictedPod } from './hardened';
import { logSource } from './log-source';
import { trustedByGrafana } from './monitoring-tls';

/** Grafana of the home cluster, as kube-prometheus-stack takes it. */
export function grafanaValues(environment: Environment, { storageClass }: Cluster) {
  const { volume } = sizeOf(environment).grafana;
  const trusted = trustedByGrafana(environment);
  const password = 'OBSERVATORY_ELASTICSEARCH_PASSWORD';
  const username = 'OBSERVATORY_ELASTICSEARCH_USERNAME';
  const fromSecret = (key: string) => ({
    secretKeyRef: { name: objects.grafanaElasticsearchSecret, key, optional: true },
  });
  return {
    admin: {
      existingSecret: objects.grafanaAdminSecret,
      userKey: 'admin-user',
      passwordKey: 'admin-password',
    },
    ...ingressOf(environment),
    env: { ...rootOf(environment), ...trusted.env, ...homeOf(environment) },
    ...(trusted.mounts.length === 0 ? {} : { extraSecretMounts: trusted.mounts }),
    rbac: rightsOf(environment),
    priorityClassName: objects.priority,
    // The volume is made to belong to Grafana's group when it is mounted; the chart would change its owner as root.
    initChownData: { enabled: false },
    securityContext: restrictedPod(472, 472),
    containerSecurityContext: hardenedContainer,
    extraEmptyDirMounts: [{ name: 'temporary', mountPath: '/tmp' }],
    resources: { requests: { cpu: '100m', memory: '256Mi' }, limits: { memory: '512Mi' } },
    // Its pod would be made of another image, by whoever asks for it.
    testFramework: { enabled: false },
    envValueFrom: { [username]: fromSecret('username'), [password]: fromSecret('password') },
    // Two pods cannot hold the volume at once, so a rolling update would wait for ever.
    persistence: {
      enabled: true,
      size: volume,
      ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
    },
    deploymentStrategy: { type: 'Recreate' },
    additionalDataSources: [logSource(environment, { username: `$${username}`, password: `$${password}` })],
    sidecar: {
      // They write to the volumes of what they bring and nowhere else.
      securityContext: hardenedContainer,
      resources: { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '256Mi' } },
      ...filesOf(environment),
    },
  };
}

const comesAsFiles = ({ grafana: { delivery } }: Environment): boolean => delivery === 'configMap';

/**
 * What its containers may do in the cluster. By default the chart's sidecars could read every Secret of every namespace;
 * where boards come as ConfigMaps, not even those of this one.
 */
const rightsOf = (environment: Environment) =>
  comesAsFiles(environment)
    ? { namespaced: true, useExistingRole: objects.grafanaSidecarRole }
    : { namespaced: true };

/** What the sidecars pick up; by default any namespace could inject a board. */
function filesOf(environment: Environment) {
  const found = { searchNamespace: namespaces.monitoring, resource: 'configmap' };
  // Prometheus and Alertmanager are data sources of the Grafana stack, under uids that dashboards know.
  const datasources = { ...found, defaultDatasourceEnabled: false, alertmanager: { enabled: false } };
  // Only the chart's own dashboards travel this way.
  if (!comesAsFiles(environment)) return { dashboards: found, datasources };
  const { dashboards: board, dataSources: source } = grafanaFileLabels;
  return {
    enableUniqueFilenames: true,
    dashboards: {
      ...found,
      label: board.label,
      labelValue: board.value,
      folder: boardsPath,
      folderAnnotation,
      provider: { allowUiUpdates: false, foldersFromFilesStructure: true },
    },
    datasources: { ...datasources, label: source.label, labelValue: source.value },
  };
}

/** The board that it opens on, for everybody; where boards come through its interface, that is a setting of teams. */
const homeOf = (environment: Environment) =>
  comesAsFiles(environment) ? { GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: homeBoardPath } : {};

/** Where people find it. */
function rootOf({ grafana: { url, ingress } }: Environment) {
  const root = { GF_SERVER_ROOT_URL: url };
  // An Ingress does not cut the path off.
  return ingress === undefined || new URL(url).pathname === '/'
    ? root
    : { ...root, GF_SERVER_SERVE_FROM_SUB_PATH: 'true' };
}

/** The Ingress that brings them there, where one is asked for. */
function ingressOf({ grafana: { url, ingress } }: Environment) {
  if (ingress === undefined) return { ingress: { enabled: false } };
  const { hostname, pathname } = new URL(url);
  return {
    ingress: {
      enabled: true,
      ingressClassName: ingress.className,
      annotations: ingress.annotations,
      hosts: [hostname],
      path: pathname,
      tls: ingress.tlsSecret === undefined ? [] : [{ secretName: ingress.tlsSecret, hosts: [hostname] }],
    },
  };
}

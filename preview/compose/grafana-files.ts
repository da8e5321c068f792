import { dump } from 'js-yaml';
import { dashboardsFor, dataSourcesFor, flatTitle, foldersFor, provisioned } from '../../dashboards';
import type { Environment } from '../../environments/environment';
import { rootFolderTitle } from '../../models/grafana-files';
import { boardUids } from '../../models/links';
import { logSource } from '../../stacks/values/log-source';
import type { Files } from './files';
import { readerUser } from './users';

/** Where Grafana finds its boards, in folders by their titles. */
const boards = '/etc/grafana/boards';
export const homeBoard = `${boards}/${rootFolderTitle}/${boardUids.overview}.json`;

/** Where Grafana finds what it must know and nobody else may. */
export const grafanaSecrets = '/run/observatory';
/** Grafana reads a value from a file where it finds this notation. */
const fromFile = (name: string): string => `$__file{${grafanaSecrets}/${name}}`;

const yaml = (value: unknown): string => dump(value, { lineWidth: -1, noRefs: true });

/** What Grafana reads when it starts: data sources, and boards in their folders. */
export function grafanaFiles(environment: Environment): Files {
  const folders = foldersFor(environment);
  return [
    [
      'grafana/provisioning/datasources/model-observatory.yaml',
      yaml({
        apiVersion: 1,
        prune: true,
        datasources: [...dataSourcesFor(environment).map(provisioned), logsOf(environment)],
      }),
    ],
    [
      'grafana/provisioning/dashboards/model-observatory.yaml',
      yaml({
        apiVersion: 1,
        providers: [
          {
            name: 'model-observatory',
            type: 'file',
            allowUiUpdates: false,
            disableDeletion: true,
            options: { path: boards, foldersFromFilesStructure: true },
          },
        ],
      }),
    ],
    ...dashboardsFor(environment).map(
      ({ folder, dashboard }) =>
        [
          `grafana/boards/${flatTitle(folders, folder)}/${dashboard.uid}.json`,
          `${JSON.stringify(dashboard)}\n`,
        ] as const,
    ),
  ];
}

function logsOf(environment: Environment): object {
  const source = logSource(environment, { username: readerUser, password: fromFile('reader') });
  return {
    ...source,
    jsonData: { ...source.jsonData, tlsAuthWithCACert: true },
    secureJsonData: { ...source.secureJsonData, tlsCACert: fromFile('ca.crt') },
  };
}

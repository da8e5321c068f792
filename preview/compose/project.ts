import { dump } from 'js-yaml';
import type { Environment } from '../../environments/environment';
import { composeFile, printComposeFile } from './compose-file';
import { elasticsearchRequests, kibanaRequests } from './elastic-requests';
import type { Files } from './files';
import { grafanaFiles } from './grafana-files';
import { localEnvironment } from './local-environment';
import { logFiles } from './log-files';
import { kibanaConfiguration } from './log-services';
import { monitoringFiles } from './monitoring-files';
import { environmentFile, requestFile } from './mounts';
import { programFiles } from './program';
import { readme } from './readme';
import type { RenderedRequests } from './run/setup';

/** What is configured in the local stack of an environment; the program of its own containers is beside it. */
export function configurationFiles(given: Environment): Files {
  const environment = localEnvironment(given);
  const file = composeFile(environment);
  const requests: RenderedRequests = {
    elasticsearch: elasticsearchRequests(environment),
    kibana: kibanaRequests(environment),
  };
  return [
    ['README.md', readme(environment, file)],
    ['compose.yaml', printComposeFile(file)],
    ...monitoringFiles(environment),
    ...grafanaFiles(environment),
    ...logFiles(environment),
    ['kibana/kibana.yml', dump(kibanaConfiguration, { lineWidth: -1 })],
    [`program/${environmentFile}`, `${JSON.stringify(environment)}\n`],
    [`program/${requestFile}`, `${JSON.stringify(requests, undefined, 2)}\n`],
  ];
}

/** A project of Docker Compose that holds all that it needs: path below its folder -> text. */
export const composeProject = (environment: Environment): ReadonlyMap<string, string> =>
  new Map([...configurationFiles(environment), ...programFiles()]);

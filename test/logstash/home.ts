import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import type { Environment } from '../../environments';
import { logRoutes, logstashFolders, pipelinesFor } from '../../logs';
import type { Program } from '../../logs/pipeline';
import { programsFor } from '../../logs/pipelines';
import { printProgram } from '../../logs/print';
import { issuedToSides } from '../live/tls/certificates';

/** What of a pod of Logstash is on this machine. */
export interface Home {
  /** Stands for `/usr/share/logstash`. */
  readonly folder: string;
  /** Certificates of Logstash, of Filebeat and of somebody whom neither knows, a folder each. */
  readonly certificates: Readonly<Record<'server' | 'client' | 'stranger', string>>;
}

/** Makes the folders that pods of Logstash find mounted: dictionaries and certificates. */
export function makeHome(folder: string, environment: Environment): Home {
  const certificates = issuedToSides(folder);
  const routes = inHome(logstashFolders.routes, folder);
  mkdirSync(routes, { recursive: true });
  for (const [name, text] of Object.entries(logRoutes(environment))) writeFileSync(join(routes, name), text);
  cpSync(certificates.server, inHome(logstashFolders.tls, folder), { recursive: true });
  return { folder, certificates };
}

const inHome = (path: string, folder: string): string => path.replace(/^\/usr\/share\/logstash/, folder);

/** Whatever a pod's volume holds, a full queue of this size fits on the machine of a test. */
const queueSize = '128mb';

const logging = [
  'appender.console.type = Console',
  'appender.console.name = console',
  'appender.console.layout.type = PatternLayout',
  'appender.console.layout.pattern = [%p][%c] %m%n',
  'rootLogger.level = info',
  'rootLogger.appenderRef.console.ref = console',
];

/**
 * Writes the settings of Logstash with every pipeline of the environment, changed as the test needs it: a folder for
 * `--path.settings`.
 *
 * @param settings The folder, which is made
 * @param data What Logstash keeps, which no two can share; made as well
 */
export function writeSettings(
  { settings, data }: Readonly<Record<'settings' | 'data', string>>,
  environment: Environment,
  change: (program: Program) => Program,
): string {
  for (const folder of [settings, data]) mkdirSync(folder, { recursive: true });
  const programs = programsFor(environment);
  const pipelines = pipelinesFor(environment).map(({ id, settings: own }) => {
    const program = programs.get(id);
    if (program === undefined) throw new Error(`no pipeline ${id}`);
    return {
      'pipeline.id': id,
      ...own,
      ...('queue.max_bytes' in own ? { 'queue.max_bytes': queueSize } : {}),
      'queue.drain': true,
      'pipeline.workers': 1,
      'config.string': printProgram(change(program)),
    };
  });
  writeFileSync(join(settings, 'pipelines.yml'), dump(pipelines));
  writeFileSync(
    join(settings, 'logstash.yml'),
    dump({
      'path.data': data,
      'path.logs': join(settings, 'log'),
      'api.enabled': false,
      // It reads and writes in a folder of the test, whoever runs that.
      allow_superuser: true,
    }),
  );
  writeFileSync(join(settings, 'log4j2.properties'), `${logging.join('\n')}\n`);
  return settings;
}

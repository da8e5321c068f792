import { dump } from 'js-yaml';
import type { Environment } from '../../environments/environment';
import { bytesOf } from '../../models/bytes';
import { logServices } from './log-services';
import { monitoringServices } from './monitoring-services';
import { ownServices } from './own-services';
import type { Service } from './service';

/** A project of Docker Compose. */
export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, Readonly<Record<string, never>>>>;
}

export function composeFile(environment: Environment): ComposeFile {
  const services = { ...ownServices(), ...monitoringServices(environment), ...logServices(environment) };
  return {
    name: `model-observatory-${environment.name}`,
    services,
    volumes: Object.fromEntries(namedVolumes(services).map((name) => [name, {}])),
  };
}

/** Volumes that services mount by name: what does not begin with a dot is no folder beside the file. */
const namedVolumes = (services: ComposeFile['services']): readonly string[] =>
  [
    ...new Set(
      Object.values(services)
        .flatMap(({ volumes = [] }) => volumes)
        .map((volume) => volume.split(':')[0] ?? '')
        .filter((name) => !name.startsWith('.')),
    ),
  ].sort();

/** What all services together may use at most, those that end at once not counted. Unit: GiB, rounded up. */
export const memoryOf = ({ services }: ComposeFile): number =>
  Math.ceil(
    Object.values(services)
      .filter(({ restart }) => restart !== 'no')
      .reduce((sum, { mem_limit: limit }) => sum + bytesOf(limit.replace('m', 'Mi').replace('g', 'Gi')), 0) /
      2 ** 30,
  );

export const printComposeFile = (file: ComposeFile): string => dump(file, { lineWidth: -1, noRefs: true });

import { configurationFiles } from '../../../preview/compose/project';
import { composeFile, type ComposeFile } from '../../../preview/compose/compose-file';
import { localEnvironment } from '../../../preview/compose/local-environment';
import type { Environment } from '../../../environments';
import { environmentOf } from '../dev';

/** The local stack of an environment of this repository. */
export interface Local {
  readonly environment: Environment;
  readonly file: ComposeFile;
  readonly files: ReadonlyMap<string, string>;
}

export function localOf(name: string): Local {
  const environment = localEnvironment(environmentOf(name));
  return {
    environment,
    file: composeFile(environment),
    files: new Map(configurationFiles(environmentOf(name))),
  };
}

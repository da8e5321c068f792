#!/usr/bin/env node
import { InvalidConfig, loadEnvironments } from '../environments';
import { observatoryApp } from './app';

export { InvalidConfig, loadEnvironments } from '../environments';
export { observatoryApp } from './app';

/** What the cdktf context may hold. The CLI passes on that of cdktf.json; a direct run reads CDKTF_CONTEXT_JSON. */
interface Context {
  /** Folder of the environments. */
  readonly environments?: string;
  /** The only environment to build; OBS_ENV goes before it. */
  readonly environment?: string;
}

/**
 * Builds the stacks and returns the exit status. A mistake in the environments is told on stderr, and nothing is
 * written; anything else is a bug and is thrown.
 */
export function synthesise(variables: NodeJS.ProcessEnv, tell: (text: string) => void): number {
  const context = JSON.parse(variables['CDKTF_CONTEXT_JSON'] ?? '{}') as Context;
  try {
    const only = variables['OBS_ENV'] ?? context.environment;
    const environments = loadEnvironments(context.environments ?? 'environments', only);
    observatoryApp({ environments }).synth();
    return 0;
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    tell(`${error.message}\n`);
    return 1;
  }
}

// Imported as a package, this file only offers its functions.
if (require.main === module) {
  process.exitCode = synthesise(process.env, (text) => process.stderr.write(text));
}

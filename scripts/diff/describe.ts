import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidConfig, loadEnvironments } from '../../environments';
import { observatoryApp } from '../../stacks/app';
import { environmentsIn, pictureFormat, stackPictures, type Picture } from './picture';

/** What is to be described. */
export interface Request {
  readonly environments: string;
  readonly only?: string;
  /** Where stacks are synthesised to. */
  readonly stacks: string;
  /** Whether they are there already, made by a generator that cannot describe itself. */
  readonly synthesised: boolean;
}

/**
 * All that a folder of environments makes.
 *
 * @throws InvalidConfig with every problem of every file
 */
export function describe({ environments, only, stacks, synthesised }: Request): Picture {
  if (!synthesised && existsSync(only === undefined ? environments : join(environments, only)))
    observatoryApp({ environments: loadEnvironments(environments, only), outdir: stacks }).synth();
  return {
    format: pictureFormat,
    environments: environmentsIn(environments, only),
    stacks: stackPictures(stacks),
  };
}

// A program of its own, `describe.js REQUEST OUT`, so that either side of a comparison is described by the generator that it came with.
if (require.main === module) {
  const [request = '', out = ''] = process.argv.slice(2);
  try {
    writeFileSync(out, JSON.stringify(describe(JSON.parse(request) as Request)));
  } catch (error) {
    if (!(error instanceof InvalidConfig)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { changesIn } from './changes';
import type { StackReport } from './report';
import type { PlannedStack } from './sealed';
import type { Stack } from './stacks';
import { terraform, type Answer } from './terraform';

/** A stack whose plan was made. */
interface Made extends StackReport {
  readonly planned: PlannedStack;
}

export type Planned = Made | (StackReport & { readonly problem: string });

/** Nothing differs, or something does; everything else is a failure. */
const [same, different] = [0, 2];

/**
 * Plans one stack. Where the state is not locked, roles that may only read can plan as well: a plan of a state that has moved
 * since is refused when it is applied.
 */
export function planStack({ name, folder }: Stack, isLocked: boolean): Planned {
  // In the temporary folder of this machine it might outlive a crash; here `synth` takes it away.
  const file = join(folder, 'reviewed.tfplan');
  const failed = (what: string, { stdout, stderr }: Answer): Planned => ({
    name,
    differs: false,
    changes: [],
    problem: `terraform ${what}:\n${stderr.trim() === '' ? stdout : stderr}`,
  });
  try {
    const begun = terraform(folder, ['init', '-input=false', '-no-color']);
    if (begun.status !== 0) return failed('init', begun);
    const made = terraform(folder, [
      'plan',
      '-input=false',
      '-no-color',
      '-detailed-exitcode',
      `-lock=${isLocked}`,
      '-lock-timeout=5m',
      `-out=${file}`,
    ]);
    if (made.status !== same && made.status !== different) return failed('plan', made);
    const shown = terraform(folder, ['show', '-json', file]);
    if (shown.status !== 0) return failed('show', shown);
    const differs = made.status === different;
    const changes = changesIn(shown.stdout);
    return {
      name,
      differs,
      changes,
      planned: { name, differs, changes, plan: readFileSync(file, 'base64'), lock: lockOf(folder) },
    };
  } finally {
    rmSync(file, { force: true });
  }
}

/** Without providers there is none. */
function lockOf(folder: string): string {
  try {
    return readFileSync(join(folder, '.terraform.lock.hcl'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

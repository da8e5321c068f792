import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlannedStack } from './sealed';
import type { Stack } from './stacks';
import { terraform } from './terraform';

export type Outcome =
  | { readonly name: string; readonly is: 'applied' | 'unchanged' }
  | { readonly name: string; readonly is: 'left out'; readonly after: string }
  | { readonly name: string; readonly is: 'failed'; readonly problem: string };

/**
 * Applies saved plans in order. What comes after a stack that failed is left out, and all others go on: a cluster that cannot be
 * reached holds up no other.
 */
export function applyAll(
  stacks: readonly Stack[],
  plans: readonly PlannedStack[],
  tell: (line: string) => void,
): readonly Outcome[] {
  const outcomes: Outcome[] = [];
  const missing = (name: string): boolean =>
    outcomes.some(
      (outcome) => outcome.name === name && (outcome.is === 'failed' || outcome.is === 'left out'),
    );
  for (const stack of stacks) {
    const plan = plans.find(({ name }) => name === stack.name);
    const after = stack.after.find(missing);
    if (plan === undefined) throw new Error(`no plan of ${stack.name}`);
    if (!plan.differs) outcomes.push({ name: stack.name, is: 'unchanged' });
    else if (after !== undefined) outcomes.push({ name: stack.name, is: 'left out', after });
    else {
      tell(`applying ${stack.name}`);
      outcomes.push(apply(stack, plan));
    }
  }
  return outcomes;
}

function apply({ name, folder }: Stack, { plan, lock }: PlannedStack): Outcome {
  const file = join(folder, 'reviewed.tfplan');
  try {
    if (lock !== '') writeFileSync(join(folder, '.terraform.lock.hcl'), lock);
    writeFileSync(file, Buffer.from(plan, 'base64'), { mode: 0o600 });
    const begun = terraform(folder, [
      'init',
      '-input=false',
      '-no-color',
      ...(lock === '' ? [] : ['-lockfile=readonly']),
    ]);
    if (begun.status !== 0) return { name, is: 'failed', problem: `terraform init:\n${begun.stderr}` };
    const done = terraform(folder, ['apply', '-input=false', '-no-color', '-lock-timeout=5m', file], {
      shown: true,
    });
    return done.status === 0
      ? { name, is: 'applied' }
      : { name, is: 'failed', problem: `terraform apply:\n${done.stderr}` };
  } finally {
    rmSync(file, { force: true });
  }
}

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Program } from './program';
import { providerSettings } from './providers';

/** What a program would do to a resource. */
export interface Change {
  readonly address: string;
  readonly actions: readonly string[];
  /** The arguments as they would be; what is known only then is left out. */
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** A program in the folder of one synthesised stack. */
export interface Terraform {
  /** @throws Error with the end of what it said */
  readonly run: (...args: readonly string[]) => Promise<string>;
  /** Plans, and returns what it would do; what stays as it is is left out. */
  readonly plan: () => Promise<readonly Change[]>;
  /** Applies the last plan. */
  readonly apply: () => Promise<void>;
}

/** `folder` is the stack's; `scratch` is where this keeps what it needs, which is gone with the tests. */
export function terraformIn(
  { title, command }: Program,
  folder: string,
  scratch: string,
  variables: Readonly<Record<string, string>>,
): Terraform {
  const plan = join(scratch, 'plan');
  const env = { ...process.env, ...providerSettings(scratch), ...variables };
  const run = (...args: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      // Not to wait for it in this process: control planes write to it meanwhile.
      const child = spawn(command, [...args], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      let errors = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        errors += text;
      });
      child.on('error', reject).on('close', (status) => {
        if (status === 0) resolve(output);
        else reject(new Error(`${title}, ${args[0] ?? ''}: ${(output + errors).slice(-3_000)}`));
      });
    });
  return {
    run,
    async plan() {
      await run('plan', '-input=false', '-no-color', `-out=${plan}`);
      const { resource_changes: changes = [] } = JSON.parse(await run('show', '-json', plan)) as {
        readonly resource_changes?: readonly {
          readonly address: string;
          readonly change: Pick<Change, 'actions' | 'after'>;
        }[];
      };
      return changes
        .map(({ address, change: { actions, after } }) => ({ address, actions, after }))
        .filter(({ actions }) => actions.join() !== 'no-op');
    },
    async apply() {
      await run('apply', '-input=false', '-no-color', plan);
    },
  };
}

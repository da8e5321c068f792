import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SynthesisedStack } from '../../stacks/synthesised';
import { committedSchema, permissiveSchema } from '../stand-in/known-schemas';
import { startStandIn, type StandIn } from '../stand-in/stand-in-provider';
import type { Program } from '../terraform/program';
import { terraformIn, type Change } from '../terraform/terraform';

/** What stands for the providers that are not there. */
export interface StandIns {
  /** Of those of a stack, what a program reads in its environment. */
  readonly variablesFor: (stack: SynthesisedStack) => Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** One for each provider of the stacks that is not `real`. */
export async function standInsFor(
  stacks: readonly SynthesisedStack[],
  real: readonly string[],
): Promise<StandIns> {
  const started = new Map<string, StandIn>();
  for (const name of new Set(stacks.flatMap(({ provider }) => Object.keys(provider))))
    if (!real.includes(name))
      started.set(name, await startStandIn(committedSchema(name) ?? permissiveSchema(name, stacks)));
  return {
    variablesFor({ terraform: { required_providers: providers } }) {
      const reattach = Object.entries(providers).flatMap(([name, { source }]) => {
        const standIn = started.get(name);
        return standIn === undefined ? [] : [[source, standIn.reattach] as const];
      });
      return { TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(reattach)) };
    },
    async stop() {
      for (const standIn of started.values()) await standIn.stop();
    },
  };
}

/**
 * Lets a program check a synthesised stack, and plan it where `plans`, which asks real providers for clusters.
 *
 * @param folder of the stack as it is to be read
 * @throws Error with what the program has against it
 */
export async function readBy(
  program: Program,
  { data }: SynthesisedStack,
  folder: string,
  scratch: string,
  variables: Readonly<Record<string, string>>,
  plans: boolean,
): Promise<readonly Change[]> {
  mkdirSync(scratch, { recursive: true });
  // The bucket is not there, and the rest of the document stays as it was written.
  const local = { terraform: { backend: { local: { path: join(scratch, 'terraform.tfstate') } } } };
  const override = (name: string, content: object): void => {
    writeFileSync(join(folder, `${name}_override.tf.json`), JSON.stringify(content));
  };
  override('backend', local);
  const terraform = terraformIn(program, folder, scratch, variables);
  await terraform.run('init', '-input=false', '-no-color');
  await terraform.run('validate', '-no-color');
  if (!plans) return [];
  // No cluster is there to be asked for what it has: what is asked, and what must be true of it, was validated.
  const unasked = Object.entries(data ?? {}).map(([type, all]) => [
    type,
    Object.fromEntries(Object.keys(all).map((name) => [name, { count: 0 }])),
  ]);
  if (unasked.length > 0) override('data', { data: Object.fromEntries(unasked) });
  return terraform.plan();
}

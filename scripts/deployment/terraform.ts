import { spawnSync } from 'node:child_process';

/** What Terraform answered. */
export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Terraform, or the program that cdktf would run in its place. */
const program = (): string => process.env['TERRAFORM_BINARY_NAME'] ?? 'terraform';

/**
 * Runs Terraform in the folder of a stack. What it prints is kept back, since values may be among it; `shown` is for those that
 * take long and print none but of objects that they are at.
 *
 * @throws Error where there is no such program
 */
export function terraform(
  folder: string,
  args: readonly string[],
  { shown = false }: { readonly shown?: boolean } = {},
): Answer {
  const { status, stdout, stderr, error } = spawnSync(program(), args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', shown ? 'inherit' : 'pipe', 'pipe'],
    maxBuffer: 512 * 1024 * 1024,
    env: { ...process.env, TF_IN_AUTOMATION: '1', TF_INPUT: '0' },
  });
  if (error !== undefined) throw new Error(`${program()} could not be run (${error.message}): install it`);
  return { status: status ?? 1, stdout: stdout ?? '', stderr };
}

import { parseArgs } from 'node:util';
import { InvalidConfig } from '../environments';

/** A mistake in how a command was called, as opposed to one in a file. */
export class UsageError extends Error {}

/** Reads a command line of options with a value each, and flags without one; an unknown option is a usage error. */
export function readArguments<Name extends string = never, Flag extends string = never>(
  names: readonly Name[] = [],
  flagNames: readonly Flag[] = [],
): {
  readonly values: Readonly<Partial<Record<Name, string>>> & { readonly environments: string };
  readonly flags: ReadonlySet<Flag>;
  readonly positionals: readonly string[];
} {
  const options = Object.fromEntries([
    ...['environments', ...names].map((name) => [name, { type: 'string' as const }] as const),
    ...flagNames.map((name) => [name, { type: 'boolean' as const }] as const),
  ]);
  try {
    const { values, positionals } = parseArgs({
      args: process.argv.slice(2),
      options,
      allowPositionals: true,
      strict: true,
    });
    const given = new Set(Object.keys(values));
    return {
      values: { environments: 'environments', ...(values as Partial<Record<Name, string>>) },
      flags: new Set(flagNames.filter((name) => given.has(name))),
      positionals,
    };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** Where nothing is left to wait for, Node ends with status 0, whatever was still to be done. */
const unfinished = (): void => {
  process.stderr.write('ended before the work was done: nothing that it waits for can still happen\n');
  process.exitCode = 1;
};

/**
 * Runs a command. Exit status 0: done; 1: the user's files are wrong or the work failed; 2: wrong usage. Only bugs show
 * a stack.
 */
export async function runCommand(usage: string, work: () => Promise<void> | void): Promise<void> {
  if (process.argv.slice(2).some((argument) => argument === '--help' || argument === '-h')) {
    process.stdout.write(`${usage.trim()}\n`);
    return;
  }
  process.once('beforeExit', unfinished);
  try {
    await work();
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${usage.trim()}\n`);
      process.exitCode = 2;
    } else if (error instanceof InvalidConfig) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    } else {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = 1;
    }
  } finally {
    process.off('beforeExit', unfinished);
  }
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A synthesised stack. */
export interface Stack {
  readonly name: string;
  /** Where Terraform runs for it. */
  readonly folder: string;
  /** Stacks that must be deployed before it. */
  readonly after: readonly string[];
}

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly workingDirectory: string; readonly dependencies: readonly string[] }>
  >;
}

/** The stacks of a synthesised folder in the order in which they are deployed; those at the same place by name. */
export function stacksIn(out: string): readonly Stack[] {
  const { stacks } = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as Manifest;
  return inOrder(
    Object.entries(stacks).map(([name, { workingDirectory, dependencies }]) => ({
      name,
      folder: join(out, workingDirectory),
      after: dependencies,
    })),
  );
}

/** Each after all that it depends on. */
function inOrder(stacks: readonly Stack[]): readonly Stack[] {
  const byName = new Map(stacks.map((stack) => [stack.name, stack]));
  const ordered = new Set<Stack>();
  const visit = (stack: Stack): void => {
    for (const name of [...stack.after].sort()) {
      const before = byName.get(name);
      if (before !== undefined && !ordered.has(before)) visit(before);
    }
    ordered.add(stack);
  };
  for (const stack of [...stacks].sort((a, b) => (a.name < b.name ? -1 : 1))) visit(stack);
  return [...ordered];
}

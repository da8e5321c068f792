import type { Environment } from '../../environments';
import { heldBy } from '../../stacks/held';
import type { ResourceChange } from './changes';

/** Something that a plan takes away although its environment is protected. */
export interface Refusal {
  readonly stack: string;
  readonly address: string;
  readonly does: 'replace' | 'destroy';
  /** What is lost with it. */
  readonly holds: string;
}

/**
 * What plans may not take away. Terraform refuses by itself as long as a resource is in the configuration; of what has left it,
 * as when a part of the platform is switched off, it knows nothing any more.
 */
export function refusedOf(
  { protected: isProtected, mayBeDestroyed }: Pick<Environment, 'protected' | 'mayBeDestroyed'>,
  stacks: readonly { readonly name: string; readonly changes: readonly ResourceChange[] }[],
): readonly Refusal[] {
  if (!isProtected) return [];
  const given = new Set(mayBeDestroyed.map(({ resource }) => resource));
  return stacks.flatMap(({ name, changes }) =>
    changes.flatMap(({ address, does }): readonly Refusal[] => {
      const [kind = '', id = ''] = address.split('.');
      const holds = heldBy(kind, id);
      return (does === 'destroy' || does === 'replace') && holds !== undefined && !given.has(address)
        ? [{ stack: name, address, does, holds }]
        : [];
    }),
  );
}

/** One of them in a sentence. */
export const refusalText = ({ stack, address, does, holds }: Refusal): string =>
  `${stack} would ${does} ${address}, which holds ${holds}`;

/** What to do about them. */
export const liftingText =
  'To lift the protection, name each under mayBeDestroyed in environment.yaml, with an end and a reason, and plan again.';

import { heldBy } from '../../stacks/held';
import { attributeChanges, type AttributeChange } from './attributes';
import type { Picture, Resource, Stack } from './picture';
import { replacedFor } from './replacements';

/** What happens to one resource. */
export interface ResourceChange {
  readonly stack: string;
  /** As Terraform names it: `helm_release.model-churn`. */
  readonly address: string;
  /** Abandoned is what nothing destroys, because its stack is gone. */
  readonly action: 'created' | 'changed' | 'replaced' | 'destroyed' | 'abandoned';
  /** Of a resource that stays. */
  readonly attributes: readonly AttributeChange[];
  /** The attribute that cannot be changed in place. */
  readonly because?: string;
  /** What is lost with it, where it is replaced or destroyed. */
  readonly holds?: string;
  /** Whether Terraform refuses to destroy it. */
  readonly guarded?: true;
}

/** What differs of a stack beside its resources. */
export interface StackChange {
  readonly stack: string;
  readonly kind: 'new' | 'gone' | 'state moves' | 'settings';
  readonly attributes: readonly AttributeChange[];
}

/** What happens to the resources of all stacks that begin with a name. */
export const resourceChanges = (before: Picture, after: Picture, names: readonly string[]) =>
  names.flatMap((stack) => ofStack(stack, before.stacks[stack] ?? {}, after.stacks[stack]));

/** The stacks of an environment on either side, in the order of their names. */
export const stacksOf = (environment: string, ...pictures: readonly Picture[]): readonly string[] =>
  [...new Set(pictures.flatMap(({ stacks }) => Object.keys(stacks)))]
    .filter((name) => name.startsWith(`${environment}-`))
    .sort();

function ofStack(stack: string, before: Stack, after: Stack | undefined): readonly ResourceChange[] {
  const old = resourcesOf(before);
  if (after === undefined)
    return [...old.keys()].sort().map((address) => ({ stack, address, action: 'abandoned', attributes: [] }));
  const now = resourcesOf(after);
  return [...new Set([...old.keys(), ...now.keys()])]
    .sort()
    .flatMap((address) => ofResource(stack, address, old.get(address), now.get(address)));
}

function ofResource(
  stack: string,
  address: string,
  before: Resource | undefined,
  after: Resource | undefined,
): readonly ResourceChange[] {
  const [kind = '', id = ''] = address.split('.');
  const holds = heldBy(kind, id);
  const lost = {
    ...(holds === undefined ? {} : { holds }),
    ...(isGuarded(before) ? { guarded: true as const } : {}),
  };
  if (before === undefined) return [{ stack, address, action: 'created', attributes: [] }];
  if (after === undefined) return [{ stack, address, action: 'destroyed', attributes: [], ...lost }];
  const attributes = attributeChanges(argumentsOf(before), argumentsOf(after));
  if (attributes.length === 0) return [];
  const because = replacedFor(
    kind,
    attributes.map(({ path }) => path),
  );
  return because === undefined
    ? [{ stack, address, action: 'changed', attributes }]
    : [{ stack, address, action: 'replaced', attributes, because, ...lost }];
}

const resourcesOf = ({ resource = {} }: Stack): ReadonlyMap<string, Resource> =>
  new Map(
    Object.entries(resource).flatMap(([kind, all]) =>
      Object.entries(all).map(([id, one]) => [`${kind}.${id}`, one] as const),
    ),
  );

/** What a plan is about: not notes of cdktf, and not what Terraform keeps to itself. */
const argumentsOf = (resource: Resource): Resource =>
  Object.fromEntries(
    Object.entries(resource).filter(([key]) => !['//', 'depends_on', 'lifecycle'].includes(key)),
  );

const isGuarded = (resource: Resource | undefined): boolean =>
  (resource?.['lifecycle'] as { readonly prevent_destroy?: boolean } | undefined)?.prevent_destroy === true;

/** Stacks that come and go, and what differs of those that stay: where the state lies, and versions of providers. */
export const stackChanges = (
  before: Picture,
  after: Picture,
  names: readonly string[],
): readonly StackChange[] =>
  names.flatMap((stack): readonly StackChange[] => {
    const [old, now] = [before.stacks[stack], after.stacks[stack]];
    if (old === undefined) return [{ stack, kind: 'new', attributes: [] }];
    if (now === undefined) return [{ stack, kind: 'gone', attributes: [] }];
    const attributes = attributeChanges(old.terraform ?? {}, now.terraform ?? {});
    if (attributes.length === 0) return [];
    const moves = attributes.some(({ path }) => path.startsWith('backend'));
    return [{ stack, kind: moves ? 'state moves' : 'settings', attributes }];
  });

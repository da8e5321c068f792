import { asRendered, type Arguments, type SynthesisedStack } from '../../stacks/synthesised';
import type { Change } from '../terraform/terraform';

type Values = Readonly<Record<string, unknown>>;

/** What a stack says of each resource, by address, as it must reach the provider. */
export const statedBy = ({ resources }: SynthesisedStack): Values =>
  Object.fromEntries(
    Object.entries(resources).map(([address, { depends_on: _order, lifecycle: _life, ...given }]) => [
      address,
      comparable(JSON.parse(asRendered(JSON.stringify(known(given))))),
    ]),
  );

/** A value of another resource, which nobody knows before that is there. */
const reference = /^\$\{[a-z]\w*\.[\w-]+\.\w+\}$/;

/** Without what only an apply tells. In a set, items that differ in nothing else are one until then. */
function known(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => known(item));
    const isWhole = JSON.stringify(items) === JSON.stringify(value);
    return isWhole ? items : [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Arguments)
      .filter(([, field]) => !(typeof field === 'string' && reference.test(field)))
      .map(([name, field]) => [name, known(field)] as const),
  );
}

/** What a program would create, in the same form. */
export const plannedIn = (changes: readonly Change[]): Values =>
  Object.fromEntries(
    changes.map(({ address, actions, after }) => [
      actions.join() === 'create' ? address : `${address} (${actions.join()})`,
      comparable(after),
    ]),
  );

/** Without what is not said, and in an order of its own: a plan fills the one with nulls, and sorts what is a set. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => comparable(item));
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as Arguments)
      .filter(([, field]) => field !== null && !(Array.isArray(field) && field.length === 0))
      .map(([name, field]) => [name, comparable(field)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

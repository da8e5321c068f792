import { isDeepStrictEqual } from 'node:util';
import { originIn, type LoadedEnvironment, type Origin } from '../../environments';

/** An exception with its reason, and where it stands. */
export interface Allowance {
  readonly field: string;
  /** All where absent. */
  readonly models?: readonly string[];
  readonly why: string;
  readonly place: Origin | undefined;
}

/** What may differ between two environments of which one is promoted to the other, maybe by way of others. */
export interface Policy {
  /** From the first environment to the last. */
  readonly way: readonly string[];
  readonly mayDiffer: readonly Allowance[];
  readonly onlyLater: readonly { readonly model: string; readonly why: string }[];
  /** Settings that no step of the way may change. */
  readonly sameSettings: readonly string[];
}

/** Environments from the first, out of which the others get their models, to `last`; `all` are those that there are. */
function wayTo(last: LoadedEnvironment, all: readonly LoadedEnvironment[]): readonly LoadedEnvironment[] {
  const way: LoadedEnvironment[] = [];
  let next: LoadedEnvironment | undefined = last;
  while (next !== undefined && !way.includes(next)) {
    way.unshift(next);
    const from: string | undefined = next.settings.value.promotion?.from;
    next = all.find(({ environment }) => environment.name === from);
  }
  return way;
}

/** The policy between two environments; `undefined` where models do not go from the first to the second. */
export function policyBetween(
  from: LoadedEnvironment,
  to: LoadedEnvironment,
  all: readonly LoadedEnvironment[],
): Policy | undefined {
  const way = wayTo(to, all);
  const first = way.indexOf(from);
  if (first === -1 || from === to) return undefined;
  const steps = way.slice(first + 1).flatMap((loaded) => {
    const { promotion } = loaded.settings.value;
    return promotion === undefined ? [] : [{ loaded, promotion }];
  });
  return {
    way: way.slice(first).map(({ environment }) => environment.name),
    mayDiffer: steps.flatMap(({ loaded: { settings }, promotion }) =>
      promotion.mayDiffer.map(({ field, models, why }, index) => ({
        field,
        ...(models === undefined ? {} : { models }),
        why,
        place: originIn(settings, ['promotion', 'mayDiffer', String(index)], 'environment'),
      })),
    ),
    onlyLater: steps.flatMap(({ promotion }) => promotion.onlyHere),
    sameSettings: [...new Set(steps.flatMap(({ promotion }) => promotion.sameSettings))].filter((setting) =>
      steps.every(({ promotion }) => promotion.sameSettings.some((one) => isWithin(setting, one))),
    ),
  };
}

/** Whether a path is that of a group, or of something in it. */
export const isWithin = (path: string, group: string): boolean =>
  path === group || path.startsWith(`${group}.`);

/** The exception that lets a field of a model differ. */
export const allowanceOf = (policy: Policy, model: string, field: string): Allowance | undefined =>
  policy.mayDiffer.find((one) => isWithin(field, one.field) && (one.models?.includes(model) ?? true));

/** Of the settings that must be the same, those that are not. */
export const unlike = (policy: Policy, from: LoadedEnvironment, to: LoadedEnvironment): readonly string[] =>
  policy.sameSettings.filter(
    (setting) => !isDeepStrictEqual(settingAt(from, setting), settingAt(to, setting)),
  );

function settingAt({ settings }: LoadedEnvironment, setting: string): unknown {
  return setting
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, step)
          ? (value as Readonly<Record<string, unknown>>)[step]
          : undefined,
      settings.value,
    );
}

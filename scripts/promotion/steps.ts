import type { LoadedEnvironment } from '../../environments';
import { deltaOf, type Delta } from './delta';
import { environmentIn } from './loaded';
import { policyBetween } from './policy';

/** The steps of promotion: each environment that says so, with the one that it takes its models from. */
export const stepsOf = (
  all: readonly LoadedEnvironment[],
): readonly (readonly [from: string, to: string])[] =>
  all.flatMap(({ environment: { name }, settings }) => {
    const from = settings.value.promotion?.from;
    return from === undefined ? [] : [[from, name] as const];
  });

/** Differences that the policy of promotion does not allow, with the step. */
export const refusalsOf = (deltas: readonly Delta[]): readonly string[] =>
  deltas.flatMap(({ from, to, refused }) => refused.map((why) => `${from} -> ${to}: ${why}`));

/** What differs at each step of promotion, by its policy. */
export const deltasOf = (all: readonly LoadedEnvironment[]): readonly Delta[] =>
  stepsOf(all).map(([from, to]) => {
    const [one, other] = [environmentIn(all, from), environmentIn(all, to)];
    return deltaOf(one, other, policyBetween(one, other, all));
  });

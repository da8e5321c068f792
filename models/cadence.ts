import { times, type Duration } from './duration';

/** How old the result of something regular may grow: one that is missed once may only be late. */
export const missedTwice = (every: Duration | undefined): Duration | undefined =>
  every === undefined ? undefined : times(every, 2);

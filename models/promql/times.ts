import { readDuration } from './literals';
import { tokensOf } from './syntax-words';
import type { Span } from './tree';

/** A span of time that an expression names. Unit: milliseconds. */
export interface WrittenTime extends Span {
  readonly milliseconds: number;
}

/** Every window, step, offset and other time with a unit in an expression, in its order; quotes hold none. */
export const timesIn = (text: string): readonly WrittenTime[] =>
  tokensOf(text).flatMap(({ text: token, from, to }) => {
    const milliseconds = /^\d.*[a-z]$/.test(token) ? readDuration(token) : undefined;
    return milliseconds === undefined ? [] : [{ from, to, milliseconds }];
  });

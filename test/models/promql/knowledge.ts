import {
  checkExpression,
  knownRecords,
  knownTypes,
  type Knowledge,
  type Problem,
  type Purpose,
} from '../../../models/promql';
import { days, minutes, seconds } from '../../../models/duration';

/** What is known in the tests, unless one says otherwise. */
export const knowledge: Knowledge = {
  types: knownTypes,
  recorded: knownRecords,
  scrapeInterval: seconds(30).milliseconds,
  retention: days(15).milliseconds,
};

export const problemsOf = (
  expression: string,
  purpose: Purpose = 'query',
  more: Partial<Knowledge> = {},
): readonly Problem[] => checkExpression(expression, purpose, { ...knowledge, ...more }).problems;

/** The shortest window of a rate that is long enough. */
export const shortest = minutes(2);

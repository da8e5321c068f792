import type { LoadedEnvironment } from '../../environments';
import { changesBetween, type Change } from './fact';
import { factsOfEnvironment } from './environment-facts';

/** What differs between two environments beside their models, or in one before and after a change. */
export const environmentChanges = (before: LoadedEnvironment, after: LoadedEnvironment): readonly Change[] =>
  changesBetween(factsOfEnvironment(before), factsOfEnvironment(after));

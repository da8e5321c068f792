import type { LoadedEnvironment } from '../../environments';
import type { Model } from '../../models/model';
import { changesBetween, type Change } from './fact';
import { factsOfModel } from './model-facts';

/** A model in the environment that it was read with. */
export interface ModelThere {
  readonly model: Model;
  readonly loaded: LoadedEnvironment;
}

/**
 * What differs between two resolved models, such as one before and after a change, or in two environments: values of the
 * entry, thresholds, alerts, who is told, logs and panels, each with the old and the new value in words.
 */
export const modelChanges = (before: ModelThere, after: ModelThere): readonly Change[] =>
  changesBetween(factsOfModel(before.model, before.loaded), factsOfModel(after.model, after.loaded));

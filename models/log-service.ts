import { logKey } from './log-key';
import type { Model } from './model';

/** Stands for the commas of a log key where lines are counted: there a comma begins the next label. */
export const commaInKeys = ';';

/** The names of shared servers among those under which lines are counted: a model's has no slash. */
export const sharedServices = '.+/.+';

/**
 * The name under which the model's lines are counted: its own, or that of the server which it shares with others. Which
 * models share one only their environment knows, and it takes their lines from them.
 */
export const logServiceOf = (model: Model): string =>
  model.signals.includes('logLines') ? model.name : logKey(model).replaceAll(',', commaInKeys);

import { logKey } from './log-key';
import type { Model } from './model';

/** Stands for the commas of a log key where lines are counted: there a comma begins the next label. */
export const commaInKeys = ';';

/** The names of shared servers among those under which lines are counted: a model's has no slash. */
export const sharedServices = '.+/.+';

/**
 * `service.name` of the model's lines: its own name, or that of the server which it shares with others. Which models share
 * one only their environment knows, and it takes their lines from them.
 */
export const loggedNameOf = (model: Model): string =>
  model.signals.includes('logLines') ? model.name : logKey(model);

/** The name under which these lines are counted. */
export const logServiceOf = (model: Model): string => loggedNameOf(model).replaceAll(',', commaInKeys);

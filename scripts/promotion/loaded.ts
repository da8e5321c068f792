import { InvalidConfig, loadWithFiles, type Diagnostic, type LoadedEnvironment } from '../../environments';
import { nearest } from '../../models/nearest';

/**
 * Some environments, and those that their models come from; a mistake in any other stops nobody.
 *
 * @throws InvalidConfig with every problem of every file of these
 */
export function loadWithOrigins(directory: string, names: readonly string[]): readonly LoadedEnvironment[] {
  const found: Diagnostic[] = [];
  const loaded: LoadedEnvironment[] = [];
  const wanted = new Set(names);
  // What is added on the way is visited too.
  for (const name of wanted) {
    try {
      for (const one of loadWithFiles(directory, name)) {
        loaded.push(one);
        const from = one.settings.value.promotion?.from;
        if (from !== undefined) wanted.add(from);
      }
    } catch (error) {
      if (!(error instanceof InvalidConfig)) throw error;
      found.push(...error.diagnostics);
    }
  }
  if (found.length > 0) throw new InvalidConfig(found);
  return loaded;
}

/** One of what was loaded. */
export function environmentIn(loaded: readonly LoadedEnvironment[], name: string): LoadedEnvironment {
  const one = loaded.find(({ environment }) => environment.name === name);
  if (one === undefined) throw new Error(`${name} was not loaded`);
  return one;
}

/** That an environment lacks a model, with the name that was meant. */
export function noSuchModel({ environment }: LoadedEnvironment, model: string): string {
  const names = environment.models.map(({ name }) => name);
  const hint = nearest(model, names);
  const offer = hint === undefined ? `there is ${names.join(', ') || 'none'}` : `did you mean "${hint}"?`;
  return `${environment.name} has no model ${JSON.stringify(model)}; ${offer}`;
}

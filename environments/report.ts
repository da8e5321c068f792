import { nearest } from '../models/nearest';
import { printPath, type Checked } from './check';
import type { Diagnostic } from './diagnostic';
import { diagnosticAt } from './source-text';
import { placeOf } from './yaml';

/** Reports a problem at a field of the file that is being resolved. */
export type Report = (path: readonly (string | number)[], message: string) => void;

export const reporter =
  (checked: Checked<unknown>, found: Diagnostic[]): Report =>
  (path, message) => {
    const { start, end } = placeOf(checked.node, path);
    found.push(diagnosticAt(checked.source, start, end, printPath(path), message));
  };

/** What is wrong with a name that environment.yaml does not declare, such as that of a team. */
export function undeclared(what: string, name: string, declared: readonly string[]): string {
  const hint = nearest(name, declared);
  const offer =
    hint !== undefined
      ? `did you mean "${hint}"?`
      : declared.length === 0
        ? 'it declares none'
        : `declared: ${declared.join(', ')}`;
  return `environment.yaml declares no ${what} "${name}"; ${offer}`;
}

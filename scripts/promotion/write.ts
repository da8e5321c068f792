import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Changes } from '../../environments';

/**
 * Writes files, and removes those that are to go. Each is written beside its place first, so that a full disk leaves none of
 * them half; a hidden file is no entry.
 */
export function writeChanges(changes: Changes): void {
  const written = [...changes].flatMap(([path, text]) => (text === undefined ? [] : [{ path, text }]));
  const beside = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    for (const { path, text } of written) writeFileSync(beside(path), text, { flag: 'wx' });
    for (const { path } of written) renameSync(beside(path), path);
  } finally {
    for (const { path } of written) rmSync(beside(path), { force: true });
  }
  for (const [path, text] of changes) if (text === undefined) rmSync(path);
}

import { languageVersion } from '../models/versions';
import type { Diagnostic } from './diagnostic';
import { diagnosticAt, type SourceText } from './source-text';
import { nodeAt, type Node } from './yaml';

/** The kinds of files whose language has a version. */
export type LanguageKind = 'model' | 'environment';

/**
 * A change of the language that old files would not survive. It reads them as if they were written in the new one. How one is
 * made, and how its note is written, is in docs/upgrading.md.
 */
export interface Migration {
  /** What changed, for whoever brings a file up to it: one sentence, with the old and the new way to write it. */
  readonly note: string;
  /**
   * A file of a kind in the new language. Nodes that stay keep their places, so that problems are shown where somebody wrote
   * them; what is added takes the place of what it replaces. A kind that is left out did not change.
   */
  readonly rewrite: Readonly<Partial<Record<LanguageKind, (file: Node) => Node>>>;
}

/** From version 1 on, one for each later version, in order. */
export const migrations: readonly Migration[] = [];

/** The version that a file says it is written in; 1, which was there before versions were, where it says none. */
function writtenIn(file: Node): unknown {
  const node = nodeAt(file, ['version']);
  return node === undefined ? 1 : node.kind === 'scalar' ? node.value : undefined;
}

/**
 * A file as it would be written in the newest version of the language. One that says no proper version is left to its schema,
 * which reports that with everything else.
 */
export function inNewestLanguage(
  source: SourceText,
  file: Node,
  kind: LanguageKind | undefined,
  steps: readonly Migration[] = migrations,
): { readonly node: Node } | { readonly diagnostics: readonly Diagnostic[] } {
  const version = kind === undefined ? undefined : writtenIn(file);
  if (kind === undefined || typeof version !== 'number' || !Number.isInteger(version) || version < 1)
    return { node: file };
  const newest = steps.length + 1;
  if (version > newest) {
    const { start, end } = nodeAt(file, ['version']) ?? file;
    // Alone: whatever else looks wrong may be right in that version.
    const message = `this release knows the language up to version ${newest}; install one that knows version ${version}`;
    return { diagnostics: [diagnosticAt(source, start, end, 'version', message)] };
  }
  return {
    node: steps.slice(version - 1).reduce((node, { rewrite }) => rewrite[kind]?.(node) ?? node, file),
  };
}

/** What a file in an older version says about being brought up to the newest; empty for one that is. No problem. */
export function languageNotes(
  { source, node }: { readonly source: SourceText; readonly node: Node },
  kind: LanguageKind,
  steps: readonly Migration[] = migrations,
): readonly Diagnostic[] {
  const version = writtenIn(node);
  const later = typeof version === 'number' ? steps.slice(version - 1) : [];
  const told = later.flatMap(({ note, rewrite }, index) =>
    rewrite[kind] === undefined ? [] : [`${Number(version) + index + 1}: ${note}`],
  );
  if (told.length === 0) return [];
  const at = nodeAt(node, ['version']) ?? { start: 0, end: 1 };
  const message = `version ${String(version)} of the language goes on working; newer is version ${told.join('; version ')}`;
  return [diagnosticAt(source, at.start, at.end, 'version', message)];
}

/** The version that new files are written in, as a line of theirs; version 1 needs none. */
export const languageLine = (version: number = languageVersion): string =>
  version === 1 ? '' : `version: ${version}\n`;

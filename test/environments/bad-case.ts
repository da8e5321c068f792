import type { Workspace } from './workspace';

/** One mistake: what a user did to the valid fixture, and the golden report (`test/golden/bad-input/<file>.txt`). */
export interface BadCase {
  readonly file: string;
  readonly mistake: string;
  readonly spoil: (workspace: Workspace) => void;
}

/** A mistake in one place of one file. */
export const edited =
  (path: string, from: string, to: string) =>
  (workspace: Workspace): void =>
    workspace.replace(path, from, to);

/** A file with a content of its own. */
export const written =
  (path: string, content: string | Uint8Array) =>
  (workspace: Workspace): void =>
    workspace.write(path, content);

export const settings = 'shop/environment.yaml';
export const entry = (name: string): string => `shop/models/${name}.yaml`;

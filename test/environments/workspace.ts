import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { InvalidConfig, loadEnvironments, type Environment } from '../../environments';

const fixtures = join(__dirname, '..', 'fixtures');

/** A copy of a valid fixture in a temporary folder, to be spoiled. Paths are relative to that folder. */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'observatory-'));

  constructor(fixture: 'environments' | 'regions' | 'pools' = 'environments') {
    cpSync(join(fixtures, fixture), this.folder, { recursive: true });
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  write(path: string, content: string | Uint8Array): void {
    const target = join(this.folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }

  /** Replaces a text that occurs exactly once, so that a case cannot silently spoil nothing. */
  replace(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (text.split(from).length !== 2) throw new Error(`${path} has "${from}" not exactly once`);
    this.write(
      path,
      text.replace(from, () => to),
    );
  }

  remove(path: string): void {
    rmSync(join(this.folder, path), { recursive: true });
  }

  /** Moves an entry of the fixture environment aside, with what it says replaced. */
  copy(from: string, to: string, change: (text: string) => string): void {
    this.write(to, change(this.read(from)));
  }

  load(only?: string): readonly Environment[] {
    return loadEnvironments(this.folder, only);
  }

  /** The report of what is wrong, with paths as a user would see them who stands in the folder. */
  report(only?: string): string {
    try {
      this.load(only);
    } catch (error) {
      if (error instanceof InvalidConfig) return this.shorten(`${error.message}\n`);
      throw error;
    }
    return 'no problem\n';
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private shorten(text: string): string {
    const shown = relative('', this.folder).replaceAll('\\', '/');
    return text.replaceAll(`${shown}/`, '').replaceAll(new RegExp(`^${shown}:`, 'gm'), '.:');
  }
}

/** Runs a check on a fresh copy of the fixture. */
export function inWorkspace<T>(use: (workspace: Workspace) => T): T {
  const workspace = new Workspace();
  try {
    return use(workspace);
  } finally {
    workspace.dispose();
  }
}

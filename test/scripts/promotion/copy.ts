import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProject } from '../run-project';

/** The repository's environments in a temporary folder, to be promoted and spoiled. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'promotion-'));

  constructor() {
    cpSync('environments', this.folder, {
      recursive: true,
      filter: (source) => !source.endsWith('.ts'),
    });
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  write(path: string, text: string): void {
    writeFileSync(join(this.folder, path), text);
  }

  /** Replaces a text that is there, so that a test cannot silently change nothing. */
  replace(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} has no "${from}"`);
    this.write(
      path,
      text.replace(from, () => to),
    );
  }

  /** Every file with its text. */
  files(): Readonly<Record<string, string>> {
    const paths = readdirSync(this.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.folder.length + 1));
    return Object.fromEntries(paths.sort().map((path) => [path, this.read(path)]));
  }

  /** Runs a command on the folder. */
  run(command: string, ...args: readonly string[]) {
    return runProject([command, ...args, '--environments', this.folder]);
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

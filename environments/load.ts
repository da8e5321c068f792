import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { z } from 'zod';
import { modelEntry, type ModelEntry } from '../models/entry';
import { check, type Checked } from './check';
import { checkPromotionOrder } from './check-promotion';
import { InvalidConfig, type Diagnostic } from './diagnostic';
import { inNewestLanguage, type LanguageKind } from './language';
import { environmentFile, type Environment, type EnvironmentFile } from './environment';
import { resolveEnvironment } from './resolve';
import type { RuleFile } from './rule-file';
import type * as ruleFiles from './rule-files';
import { sourceText } from './source-text';
import { parseYaml } from './yaml';

/** Texts of files that stand in for what lies on disk, by path; `undefined` for a file that is to go. */
export type Changes = ReadonlyMap<string, string | undefined>;

/** What is read, and what is wrong with it. */
interface Reading {
  readonly found: Diagnostic[];
  /** By absolute path. */
  readonly changes: Changes;
}

/** An environment with the files that it was read from, for what points into them. */
export interface LoadedEnvironment {
  readonly environment: Environment;
  readonly settings: Checked<EnvironmentFile>;
  readonly entries: readonly Checked<ModelEntry>[];
  readonly rules: readonly Checked<RuleFile>[];
}

/**
 * Reads environments from a folder of `<env>/environment.yaml`, `<env>/models/<name>.yaml` and, where a company has rules of
 * its own, `<env>/rules/<name>.yaml`, sorted by name. `only` limits the reading to one environment, so that a mistake in another cannot stop a deployment of this one.
 *
 * @throws InvalidConfig with every problem of every file
 */
export const loadEnvironments = (directory: string, only?: string): readonly Environment[] =>
  loadWithFiles(directory, only).map(({ environment }) => environment);

/**
 * The same as `loadEnvironments`, with the files; with `changes`, as these files would be.
 *
 * @throws InvalidConfig with every problem of every file
 */
export function loadWithFiles(
  directory: string,
  only?: string,
  changes: Changes = new Map(),
): readonly LoadedEnvironment[] {
  const found: Diagnostic[] = [];
  const reading: Reading = {
    found,
    changes: new Map([...changes].map(([path, text]) => [resolve(path), text])),
  };
  // Hidden folders are those of tools: .git, .github.
  const folders = list(directory, reading).filter(({ name, isFolder }) => isFolder && !name.startsWith('.'));
  if (folders.length === 0 && found.length === 0) {
    found.push(whole(directory, 'holds no environment; an environment is a folder with an environment.yaml'));
  }
  if (only !== undefined && found.length === 0 && !folders.some(({ name }) => name === only)) {
    const known = folders.map(({ name }) => name).join(', ');
    found.push(whole(directory, `has no environment "${only}"; there is ${known}`));
  }
  const environments: LoadedEnvironment[] = [];
  for (const { name } of folders) {
    if (only !== undefined && name !== only) continue;
    const clash = folders.find((other) => name.startsWith(`${other.name}-`));
    if (clash !== undefined) {
      const message = `the environment "${name}" begins like "${clash.name}-", so their stacks could not be told apart; rename one`;
      found.push(whole(join(directory, name), message));
    }
    const environment = loadEnvironment(join(directory, name), name, reading);
    if (environment !== undefined) environments.push(environment);
  }
  // One environment is read alone where the others are not there, as from an earlier commit.
  if (only === undefined) {
    const names = folders.map(({ name }) => name);
    checkPromotionOrder(
      environments.map(({ settings }) => settings),
      names,
      found,
    );
  }
  if (found.length > 0) throw new InvalidConfig(found);
  return environments;
}

/**
 * Checks the text of an entry that is not written yet, as if it lay at `path`: alone, or with `loaded` as one more entry
 * of that environment.
 *
 * @throws InvalidConfig with every problem that it has or causes
 */
export function checkNewEntry(path: string, text: string, loaded?: LoadedEnvironment): void {
  const found: Diagnostic[] = [];
  const entry = checkFile(path, new TextEncoder().encode(text), modelEntry, found, 'model');
  if (entry !== undefined && loaded !== undefined) {
    resolveEnvironment(loaded.environment.name, loaded.settings, [...loaded.entries, entry], found);
  }
  if (found.length > 0) throw new InvalidConfig(found);
}

function loadEnvironment(folder: string, name: string, reading: Reading): LoadedEnvironment | undefined {
  const { found } = reading;
  const settings = loadFile(join(folder, 'environment.yaml'), environmentFile, reading, 'environment');
  const modelsFolder = join(folder, 'models');
  const entries: Checked<ModelEntry>[] = [];
  const unread: string[] = [];
  for (const file of list(modelsFolder, reading)) {
    if (file.name.startsWith('.') || file.name === 'README.md') continue;
    const path = join(modelsFolder, file.name);
    if (!file.name.endsWith('.yaml')) {
      found.push(whole(path, 'only entries belong here, and their names end with .yaml'));
    } else {
      const entry = loadFile(path, modelEntry, reading, 'model');
      if (entry === undefined) unread.push(file.name.replace(/\.yaml$/, ''));
      else entries.push(entry);
    }
  }
  const rules = loadRules(join(folder, 'rules'), reading);
  if (settings === undefined) return undefined;
  const resolved = resolveEnvironment(name, settings, entries, found, unread);
  const environment =
    rules.length === 0
      ? resolved
      : {
          ...resolved,
          rules: ruleReader().resolveRuleFiles(rules, settings.value, resolved.models, unread, found),
        };
  return { environment, settings, entries, rules };
}

/** Few environments have rules of their own, and the reader of PromQL takes a while to load. */
const ruleReader = (): typeof ruleFiles =>
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only what is needed is loaded
  require('./rule-files') as typeof ruleFiles;

function loadRules(folder: string, reading: Reading): readonly Checked<RuleFile>[] {
  if (!existsSync(folder)) return [];
  return list(folder, reading).flatMap((file) => {
    if (file.name.startsWith('.') || file.name === 'README.md') return [];
    const path = join(folder, file.name);
    if (!/^[a-z](?:[a-z0-9-]{0,38}[a-z0-9])?\.yaml$/.test(file.name)) {
      reading.found.push(
        whole(
          path,
          'only rule files belong here, named <name>.yaml with lower-case letters, digits and hyphens',
        ),
      );
      return [];
    }
    const checked = loadFile(path, ruleReader().ruleFile, reading);
    return checked === undefined ? [] : [checked];
  });
}

function loadFile<S extends z.ZodType>(
  path: string,
  schema: S,
  reading: Reading,
  kind?: LanguageKind,
): Checked<z.infer<S>> | undefined {
  const bytes = readBytes(path, reading);
  return bytes === undefined ? undefined : checkFile(path, bytes, schema, reading.found, kind);
}

function checkFile<S extends z.ZodType>(
  path: string,
  bytes: Uint8Array,
  schema: S,
  found: Diagnostic[],
  kind?: LanguageKind,
): Checked<z.infer<S>> | undefined {
  const source = sourceText(shown(path), bytes);
  if ('message' in source) {
    found.push(source);
    return undefined;
  }
  const parsed = parseYaml(source);
  if ('diagnostics' in parsed) {
    found.push(...parsed.diagnostics);
    return undefined;
  }
  const newest = inNewestLanguage(source, parsed.node, kind);
  if ('diagnostics' in newest) {
    found.push(...newest.diagnostics);
    return undefined;
  }
  const checked = check(source, newest.node, schema);
  if ('diagnostics' in checked) {
    found.push(...checked.diagnostics);
    return undefined;
  }
  return checked;
}

function readBytes(path: string, { found, changes }: Reading): Uint8Array | undefined {
  const changed = changes.get(resolve(path));
  if (changed !== undefined) return new TextEncoder().encode(changed);
  try {
    const stats = statSync(path);
    if (!stats.isFile()) {
      const what = stats.isDirectory() ? 'a folder' : 'no ordinary file';
      found.push(whole(path, `is ${what}, where a file is expected`));
      return undefined;
    }
    return readFileSync(path);
  } catch (error) {
    found.push(whole(path, unreadable(error)));
    return undefined;
  }
}

interface Listed {
  readonly name: string;
  readonly isFolder: boolean;
}

/** What a folder holds, with the changes, sorted. */
function list(directory: string, { found, changes }: Reading): readonly Listed[] {
  try {
    const onDisk = readdirSync(directory, { withFileTypes: true }).map((entry): Listed => ({
      name: entry.name,
      isFolder: entry.isDirectory(),
    }));
    const here = [...changes].filter(([path]) => dirname(path) === resolve(directory));
    const added = here.flatMap(([path, text]) => (text === undefined ? [] : [basename(path)]));
    const gone = here.map(([path]) => basename(path));
    return [
      ...onDisk.filter(({ name }) => !gone.includes(name)),
      ...added.map((name) => ({ name, isFolder: false })),
    ].sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    found.push(whole(directory, unreadable(error)));
    return [];
  }
}

function unreadable(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'does not exist';
  if (code === 'ENOTDIR') return 'is a file, where a folder is expected';
  if (code === 'ELOOP') return 'is a link that leads back to itself';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read by this user';
  throw error;
}

const shown = (path: string): string => relative('', path).replaceAll('\\', '/') || '.';

const whole = (path: string, message: string): Diagnostic => ({
  file: shown(path),
  line: 1,
  column: 1,
  path: '',
  message,
  length: 1,
});

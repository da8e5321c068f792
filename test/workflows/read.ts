import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { projectRoot } from '../../scripts/project-root';

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

type Permissions = Readonly<Record<string, string>>;

export interface Job {
  readonly permissions?: Permissions;
  readonly environment?: unknown;
  readonly uses?: string;
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly 'timeout-minutes'?: number;
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly on: string | Readonly<Record<string, unknown>>;
  readonly permissions?: Permissions;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Action {
  readonly runs: { readonly steps: readonly Step[] };
}

const filesOf = (folder: string): readonly string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yml'))
    .map((file) => join(folder, file))
    .sort();

export const textOf = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');

const parsed = <T>(files: readonly string[]): readonly (readonly [file: string, value: T])[] =>
  files.map((file) => [file, load(textOf(file)) as T]);

export const workflows = parsed<Workflow>(filesOf('.github/workflows'));
export const actions = parsed<Action>(filesOf('.github/actions'));
export const examples = filesOf('docs/examples');

/** Every job with where it stands. */
export const jobs: readonly (readonly [place: string, job: Job])[] = workflows.flatMap(
  ([file, { jobs: all }]) => Object.entries(all).map(([name, job]) => [`${file}: ${name}`, job] as const),
);

/** Every step with where it stands. */
export const steps: readonly (readonly [place: string, step: Step])[] = [
  ...jobs.flatMap(([place, job]) => (job.steps ?? []).map((step) => [place, step] as const)),
  ...actions.flatMap(([file, { runs }]) => runs.steps.map((step) => [file, step] as const)),
];

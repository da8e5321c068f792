import { createHash } from 'node:crypto';
import type { Environment } from '../environments';
import { auditDataset, streamName, streamNamespace } from './data-streams';

/** Who deployed, and from what. */
export interface Deployment {
  readonly by: string;
  readonly at: Date;
  /** Commit of the entries; a `+` at its end says that files differ from it. */
  readonly commit: string;
  /** What started it, such as the run of a CI: the same run repeated is the same record. */
  readonly run: string;
  /** Version of this program. */
  readonly version: string;
  /** The commit that was deployed before, with the environment as it was then. */
  readonly since?: { readonly commit: string; readonly environment: Environment | undefined };
}

/** A record of the audit stream, as it is sent. */
export interface DeploymentRecord {
  readonly stream: string;
  readonly id: string;
  readonly document: Readonly<Record<string, unknown>>;
}

/**
 * The record that an environment was deployed: by whom, from which commit, and what was in it. Models and what the environment
 * itself says are told by hashes of what their files come to, defaults included, so two records show what differs; against
 * an earlier commit the record says so itself.
 */
export function deploymentRecord(environment: Environment, deployment: Deployment): DeploymentRecord {
  const { by, at, commit, run, version, since } = deployment;
  const now = hashesOf(environment);
  const id = digest([environment.name, commit, run, by, now.environment, ...now.models.values()]);
  return {
    stream: streamName(environment, auditDataset),
    id,
    document: {
      '@timestamp': at.toISOString(),
      data_stream: { type: 'logs', dataset: auditDataset, namespace: streamNamespace(environment) },
      event: { kind: 'event', action: 'deployment', dataset: auditDataset, outcome: 'success' },
      service: { environment: environment.name },
      user: { name: by },
      mlobs: {
        deployment: {
          commit,
          run,
          version,
          environment: now.environment,
          models: [...now.models].map(([name, hash]) => `${name}=${hash}`),
          versions: Object.entries(environment.versions)
            .map(([name, pinned]) => `${name}=${pinned}`)
            .sort(),
          ...(since === undefined ? {} : { since: since.commit, ...changes(since.environment, now) }),
        },
      },
    },
  };
}

interface Hashes {
  readonly environment: string;
  /** By name, sorted. */
  readonly models: ReadonlyMap<string, string>;
}

function hashesOf({ models, ...itself }: Environment): Hashes {
  const sorted = [...models].sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    environment: digest(itself).slice(0, 16),
    models: new Map(sorted.map((model) => [model.name, digest(model).slice(0, 16)])),
  };
}

/** Nothing is said where the earlier files cannot be read by this version. */
function changes(environment: Environment | undefined, now: Hashes): Readonly<Record<string, unknown>> {
  if (environment === undefined) return {};
  const before = hashesOf(environment);
  const names = (of: Hashes): readonly string[] => [...of.models.keys()];
  return {
    added: names(now).filter((name) => !before.models.has(name)),
    removed: names(before).filter((name) => !now.models.has(name)),
    changed: names(now).filter(
      (name) => before.models.has(name) && before.models.get(name) !== now.models.get(name),
    ),
    environment_changed: before.environment !== now.environment,
  };
}

/** The same for equal data, in whatever order its keys were written. */
const digest = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_key, one: unknown) => (isTree(one) ? sortedKeys(one) : one)))
    .digest('hex');

const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const sortedKeys = (tree: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(tree).sort(([a], [b]) => (a < b ? -1 : 1)));

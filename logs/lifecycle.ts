import type { Environment } from '../environments';
import { printInOneUnit, type Duration } from '../models/duration';
import { largestPrimary, rolloverAge } from '../models/log-sizing';
import { dedicatedRetention, streamPattern } from './data-streams';
import { dedicatedModels } from './routes';
import { nightlyPolicy } from './snapshots';

/**
 * Which lifecycle indices have. Every stream has the lifecycle of data streams, and where there are warm nodes, to which that
 * cannot move anything, a policy of index lifecycle management (ILM) beside it, which is preferred. Both promise the same.
 */

/** A policy of ILM, as its API takes it. */
export interface LifecyclePolicy {
  readonly name: string;
  readonly policy: { readonly phases: Phases };
}

interface Phases {
  readonly hot: {
    readonly min_age: string;
    readonly actions: { readonly rollover: Rollover; readonly set_priority: Priority };
  };
  /** Absent where lines are gone before they would move. */
  readonly warm?: {
    readonly min_age: string;
    readonly actions: {
      readonly set_priority: Priority;
      readonly readonly: Readonly<Record<string, never>>;
      readonly forcemerge: { readonly max_num_segments: number };
    };
  };
  readonly delete: {
    readonly min_age: string;
    readonly actions: {
      readonly wait_for_snapshot?: { readonly policy: string };
      readonly delete: Readonly<Record<string, never>>;
    };
  };
}

interface Rollover {
  readonly max_age: string;
  readonly max_primary_shard_size: string;
  readonly min_docs: number;
}

interface Priority {
  readonly priority: number;
}

/** What indices of a stream are promised. */
export interface Promised {
  readonly kept: Duration;
  /** `own` are streams that have their retention in their name: those of models. */
  readonly kind: 'shared' | 'own' | 'audit';
}

/** Elasticsearch's notation of sizes has units of powers of two as well. */
const primarySize = largestPrimary.replace('Gi', 'gb');

/** Whether ILM is in force. */
export const usesPolicies = ({ elastic }: Pick<Environment, 'elastic'>): boolean =>
  elastic.warm !== undefined;

/**
 * The policy of indices with that promise. That of streams with a retention in their name has it as well: theirs never changes.
 * The shared ones do not: their retention changes in place, for what is stored already.
 */
export const policyNameOf = ({ kept, kind }: Promised): string =>
  ({ shared: 'mlobs-logs', own: `mlobs-logs-${printInOneUnit(kept)}`, audit: 'mlobs-audit' })[kind];

/** Everything that streams of an environment are promised, each once. */
const promisesOf = (environment: Environment): readonly Promised[] => {
  const { logs, audit } = environment.retention;
  const own = new Map(
    dedicatedModels(environment)
      .map((model) => dedicatedRetention(model, environment))
      .map((kept) => [printInOneUnit(kept), kept] as const),
  );
  return [
    { kept: logs, kind: 'shared' },
    ...[...own.values()].map((kept): Promised => ({ kept, kind: 'own' })),
    { kept: audit, kind: 'audit' },
  ];
};

/** Policies of all streams; none where the lifecycle of data streams is enough. */
export function policiesFor(environment: Environment): readonly LifecyclePolicy[] {
  const { warm } = environment.elastic;
  if (warm === undefined) return [];
  return promisesOf(environment).map((promised) => {
    const isKeptWarm = promised.kept.milliseconds > warm.after.milliseconds;
    const snapshot = nightlyPolicy(environment);
    return {
      name: policyNameOf(promised),
      policy: {
        phases: {
          hot: {
            min_age: '0ms',
            actions: {
              rollover: {
                max_age: printInOneUnit(rolloverAge(environment)),
                max_primary_shard_size: primarySize,
                min_docs: 1,
              },
              set_priority: { priority: 100 },
            },
          },
          // To nodes of the phase's name ILM moves an index by itself.
          ...(isKeptWarm
            ? {
                warm: {
                  min_age: printInOneUnit(warm.after),
                  actions: {
                    set_priority: { priority: 50 },
                    readonly: {},
                    forcemerge: { max_num_segments: 1 },
                  },
                },
              }
            : {}),
          delete: {
            min_age: printInOneUnit(promised.kept),
            actions: {
              // Lines go when they were promised to go, records not before they are safe.
              ...(promised.kind === 'audit' && snapshot !== undefined
                ? { wait_for_snapshot: { policy: snapshot } }
                : {}),
              delete: {},
            },
          },
        },
      },
    };
  });
}

/** Settings of the index template of streams with that promise. */
export const lifecycleSettings = (promised: Promised, environment: Environment) => ({
  index: {
    lifecycle: usesPolicies(environment)
      ? { name: policyNameOf(promised), prefer_ilm: true }
      : // logs@settings names a policy that never deletes, and ILM wins by default: then retention would do nothing.
        { prefer_ilm: false },
  },
});

/** Settings of the whole cluster, by name. */
export function clusterSettingsFor(environment: Environment): Readonly<Record<string, string>> {
  const age = printInOneUnit(rolloverAge(environment));
  return {
    // Without it an index of 30 days is a week old when the next one follows it, and its lines are kept for 37.
    'cluster.lifecycle.default.rollover': `max_age=${age},max_primary_shard_size=${primarySize},min_docs=1,max_primary_shard_docs=200000000`,
    // What nobody decided about is kept as long as anything here, and not for ever.
    'data_streams.lifecycle.retention.default': printInOneUnit(longest(environment)),
    // A misspelt name is refused and does not become an index without mappings, retention and readers.
    'action.auto_create_index': autoCreated(environment).join(','),
  };
}

/**
 * What may come to be by being written to: our streams, what Elasticsearch and Kibana keep under names with a dot, and the
 * history of ILM. Indices of the system, and streams of templates that allow it, need no mention.
 */
const autoCreated = (environment: Environment): readonly string[] => [
  streamPattern(environment),
  '.*',
  'ilm-history-*',
];

const longest = (environment: Environment): Duration =>
  promisesOf(environment)
    .map(({ kept }) => kept)
    .reduce((all, one) => (one.milliseconds > all.milliseconds ? one : all));

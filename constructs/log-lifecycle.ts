import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { ElasticsearchClusterSettings } from '../.gen/providers/elasticstack/elasticsearch-cluster-settings';
import { ElasticsearchIndexLifecycle } from '../.gen/providers/elasticstack/elasticsearch-index-lifecycle';
import { ElasticsearchSnapshotLifecycle } from '../.gen/providers/elasticstack/elasticsearch-snapshot-lifecycle';
import { ElasticsearchSnapshotRepository } from '../.gen/providers/elasticstack/elasticsearch-snapshot-repository';
import type { LifecyclePolicy, SnapshotPolicy, SnapshotRepository } from '../logs';
import { literal, literals } from './terraform-literal';

export interface LogLifecycleProps {
  readonly settings: Readonly<Record<string, string>>;
  readonly policies: readonly LifecyclePolicy[];
  readonly repository?: SnapshotRepository | undefined;
  readonly snapshots: readonly SnapshotPolicy[];
}

/** How old what is in Elasticsearch gets, and what is copied before it goes. */
export class LogLifecycle extends Construct {
  /** What must exist before templates name it. */
  readonly all: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { settings, policies, repository, snapshots }: LogLifecycleProps,
  ) {
    super(scope, id);
    const cluster = new ElasticsearchClusterSettings(this, 'settings', {
      persistent: {
        setting: Object.entries(settings).map(([name, value]) => ({ name, value: literal(value) })),
      },
    });
    const copies = repository === undefined ? [] : this.copied(repository, snapshots);
    this.all = [cluster, ...copies, ...policies.map((policy) => this.policy(policy, copies))];
  }

  private policy(
    {
      name,
      policy: {
        phases: { hot, warm, delete: end },
      },
    }: LifecyclePolicy,
    dependsOn: ITerraformDependable[],
  ): ElasticsearchIndexLifecycle {
    const { rollover, set_priority: first } = hot.actions;
    const { wait_for_snapshot: snapshot } = end.actions;
    return new ElasticsearchIndexLifecycle(this, name, {
      name,
      // Of indices that have it still it is taken away: then the lifecycle of their stream, which promises the same, goes on.
      forceDestroy: true,
      hot: {
        minAge: hot.min_age,
        rollover: {
          maxAge: rollover.max_age,
          maxPrimaryShardSize: rollover.max_primary_shard_size,
          minDocs: rollover.min_docs,
        },
        setPriority: first,
      },
      ...(warm === undefined
        ? {}
        : {
            warm: {
              minAge: warm.min_age,
              setPriority: warm.actions.set_priority,
              readonly: { enabled: true },
              forcemerge: { maxNumSegments: warm.actions.forcemerge.max_num_segments },
            },
          }),
      delete: {
        minAge: end.min_age,
        ...(snapshot === undefined ? {} : { waitForSnapshot: snapshot }),
        delete: {},
      },
      dependsOn,
    });
  }

  private copied(
    { name, type, bucket, basePath }: SnapshotRepository,
    policies: readonly SnapshotPolicy[],
  ): ITerraformDependable[] {
    const place = { basePath, compress: true };
    const repository = new ElasticsearchSnapshotRepository(this, name, {
      name,
      // Every node writes a file there and reads it: a role or a bucket that is wrong fails now.
      verify: true,
      ...(type === 's3' ? { s3: { ...place, bucket } } : {}),
      ...(type === 'gcs' ? { gcs: { ...place, bucket } } : {}),
      ...(type === 'azure' ? { azure: { ...place, container: bucket } } : {}),
    });
    return policies.map(
      ({ name: policy, snapshotName, featureStates, indices, ...rest }) =>
        new ElasticsearchSnapshotLifecycle(this, policy, {
          name: policy,
          snapshotName: literal(snapshotName),
          ...rest,
          indices: literals([...indices]),
          ...(featureStates.length === 0 ? {} : { featureStates: [...featureStates] }),
          ignoreUnavailable: false,
          partial: false,
          dependsOn: [repository],
        }),
    );
  }
}

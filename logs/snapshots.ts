import type { Environment } from '../environments';
import { printInOneUnit } from '../models/duration';
import { auditDataset, streamName, streamPattern } from './data-streams';

/** Copies of logs outside of Elasticsearch; docs/retention.md says what they are good for, and what not. */

/** Where snapshots go, as the Terraform resource has it: exactly one of the types. */
export interface SnapshotRepository {
  readonly name: string;
  readonly type: 's3' | 'gcs' | 'azure';
  /** Bucket or container. */
  readonly bucket: string;
  readonly basePath: string;
}

/** When what is copied, and how long copies stay, as the API takes it. */
export interface SnapshotPolicy {
  readonly name: string;
  /** With a date, which Elasticsearch fills in; it puts letters behind it that make it unique. */
  readonly snapshotName: string;
  readonly schedule: string;
  readonly repository: string;
  readonly indices: readonly string[];
  readonly includeGlobalState: boolean;
  readonly featureStates: readonly string[];
  readonly expireAfter: string;
  readonly minCount: number;
  readonly maxCount: number;
}

const repositoryName = 'mlobs';
const nightly = 'mlobs-nightly';
const weekly = 'mlobs-weekly';

/** Whoever has to restore one sees what is in it. */
const dated = (policy: string): string => `<${policy}-{now/d}>`;

/** The policy that copies audit records every night; none where there are no snapshots. */
export const nightlyPolicy = ({ elastic }: Pick<Environment, 'elastic'>): string | undefined =>
  elastic.snapshots === undefined ? undefined : nightly;

export function snapshotRepository({
  name,
  elastic: { snapshots },
}: Pick<Environment, 'name' | 'elastic'>): SnapshotRepository | undefined {
  if (snapshots === undefined) return undefined;
  const { s3, gcs, azure } = snapshots;
  const place = (type: SnapshotRepository['type'], bucket: string): SnapshotRepository => ({
    name: repositoryName,
    type,
    bucket,
    // Environments may share a bucket, but two clusters that write to one path destroy each other's snapshots.
    basePath: `model-observatory/${name}`,
  });
  if (s3 !== undefined) return place('s3', s3.bucket);
  if (gcs !== undefined) return place('gcs', gcs.bucket);
  return azure === undefined ? undefined : place('azure', azure.container);
}

/** Audit records every night, log lines where they are asked for, and once a week what Elasticsearch knows about itself. */
export function snapshotPolicies(environment: Environment): readonly SnapshotPolicy[] {
  const { snapshots } = environment.elastic;
  if (snapshots === undefined) return [];
  const days = Math.ceil(snapshots.keep.milliseconds / 86_400_000);
  const common = {
    repository: repositoryName,
    expireAfter: printInOneUnit(snapshots.keep),
  };
  return [
    {
      ...common,
      name: nightly,
      snapshotName: dated(nightly),
      schedule: '0 30 1 * * ?',
      indices: [snapshots.logs ? streamPattern(environment) : streamName(environment, auditDataset)],
      includeGlobalState: false,
      featureStates: ['none'],
      // The last ones stay however old they are: a policy that fails for a month must not empty the bucket.
      minCount: 7,
      maxCount: days * 2,
    },
    {
      ...common,
      name: weekly,
      snapshotName: dated(weekly),
      schedule: '0 0 3 ? * SUN',
      // No index but those of features: Kibana's objects, users and roles; and templates and settings.
      indices: ['-*'],
      includeGlobalState: true,
      featureStates: [],
      minCount: 2,
      maxCount: Math.max(4, Math.ceil(days / 7) * 2),
    },
  ];
}

import type { Environment } from '../../environments';
import { days } from '../../models/duration';
import { namedSecrets } from '../../stacks/security/brought-secrets';
import { loggingPaths } from '../../stacks/network/logging-paths';
import { committed, synthesised, valuesOf } from './synthesised';

const prod = committed('prod');
const role = 'arn:aws:iam::123456789012:role/logs';
const withCopies = (s3: { readonly role?: string; readonly secret?: string }): Environment => ({
  ...prod,
  elastic: {
    ...prod.elastic,
    warm: { nodes: 3, memory: '16Gi', storage: '2Ti', after: days(7) },
    snapshots: { s3: { bucket: 'logs', region: 'eu-central-1', ...s3 }, logs: false, keep: days(35) },
  },
});
const byRole = withCopies({ role });
const bySecret = withCopies({ secret: 'bucket-keys' });

const elasticsearchOf = (environment: Environment) =>
  (
    valuesOf(synthesised([environment])['prod-logging']?.resources['helm_release.eck-stack']) as {
      readonly 'eck-elasticsearch': {
        readonly secureSettings?: unknown;
        readonly nodeSets: readonly {
          readonly name: string;
          readonly podTemplate: { readonly spec: object };
        }[];
      };
    }
  )['eck-elasticsearch'];
const elasticOf = (environment: Environment) => synthesised([environment])['prod-elastic']?.resources ?? {};

describe('Elasticsearch that copies to a bucket', () => {
  test('is known by the role of an account that only its pods have, with a token that is not for the API server', () => {
    const { secureSettings, nodeSets } = elasticsearchOf(byRole);
    expect(secureSettings).toBeUndefined();
    expect(nodeSets.map(({ name }) => name)).toEqual(['masters', 'hot', 'warm']);
    for (const { podTemplate } of nodeSets)
      expect(podTemplate.spec).toMatchObject({
        automountServiceAccountToken: false,
        serviceAccountName: 'elasticsearch-snapshots',
        volumes: [{ projected: { sources: [{ serviceAccountToken: { audience: 'sts.amazonaws.com' } }] } }],
        containers: [{ env: expect.arrayContaining([{ name: 'AWS_ROLE_ARN', value: role }]) as unknown }],
      });
    const account = synthesised([byRole])['prod-logging']?.resources[
      'kubernetes_service_account_v1.snapshot-account'
    ];
    expect(account).toMatchObject({ automount_service_account_token: false });
    expect(JSON.stringify(account)).toContain('elasticsearch-snapshots');
  });

  test('or by a Secret that somebody brings, which goes into its keystore', () => {
    expect(elasticsearchOf(bySecret).secureSettings).toEqual([{ secretName: 'bucket-keys' }]);
    expect(namedSecrets(bySecret)).toMatchObject([{ name: 'bucket-keys', namespace: 'logging' }]);
    expect(namedSecrets(byRole)).toEqual([]);
  });

  test('may call it, and without one nothing outside', () => {
    const [cluster] = prod.clusters;
    if (cluster === undefined) throw new Error('no cluster');
    const calls = (environment: Environment) =>
      loggingPaths({ environment, cluster }).filter(
        ({ from, to }) => from === 'elasticsearch' && to === 'anywhere',
      );
    expect(calls(byRole)).toMatchObject([{ ports: [443] }]);
    expect(calls(prod)).toEqual([]);
  });

  test('has repository, schedules, policies and settings before the templates that name them', () => {
    const resources = elasticOf(bySecret);
    const addresses = Object.keys(resources).map((address) =>
      address.replace('elasticstack_elasticsearch_', ''),
    );
    expect(addresses).toEqual(
      expect.arrayContaining([
        'cluster_settings.settings',
        'index_lifecycle.mlobs-logs',
        'index_lifecycle.mlobs-audit',
        'snapshot_repository.mlobs',
        'snapshot_lifecycle.mlobs-nightly',
        'snapshot_lifecycle.mlobs-weekly',
      ]),
    );
    const template = resources['elasticstack_elasticsearch_index_template.mlobs-logs-ml'];
    expect(JSON.stringify(template?.['depends_on'])).toContain('index_lifecycle.mlobs-logs');
    expect(resources['elasticstack_elasticsearch_index_lifecycle.mlobs-audit']).toMatchObject({
      delete: { min_age: '365d', wait_for_snapshot: { policy: 'mlobs-nightly' } },
      warm: { min_age: '7d', readonly: { enabled: true }, forcemerge: { max_num_segments: 1 } },
    });
  });
});

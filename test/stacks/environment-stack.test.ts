import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeOf, type Environment } from '../../environments';
import { ClusterStack } from '../../stacks/cluster-stack';
import { committed } from './synthesised';

class Namespaces extends ClusterStack {
  constructor(app: App, environment: Environment, paths: readonly (readonly string[])[]) {
    super(app, environment, homeOf(environment), 'platform');
    this.useCluster('kubernetes');
    for (const path of paths) {
      const name = path.at(-1) ?? '';
      const scope = path
        .slice(0, -1)
        .reduce<Construct>(
          (parent, id) =>
            (parent.node.tryFindChild(id) as Construct | undefined) ?? new Construct(parent, id),
          this,
        );
      new NamespaceV1(scope, name, { metadata: { name } });
    }
  }
}

interface Json {
  readonly terraform: { readonly backend: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

describe('a stack of an environment', () => {
  const dev = committed('dev');
  let outdir = '';
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'stack-'));
  });
  afterEach(() => {
    rmSync(outdir, { recursive: true });
  });
  const synth = (environment: Environment, ...paths: readonly (readonly string[])[]): Json => {
    const app = new App({ outdir });
    new Namespaces(app, environment, paths);
    app.synth();
    return JSON.parse(
      readFileSync(join(outdir, 'stacks', `${environment.name}-platform`, 'cdk.tf.json'), 'utf8'),
    ) as Json;
  };
  const addresses = (...paths: readonly (readonly string[])[]): readonly string[] =>
    Object.keys(synth(dev, ...paths).resource['kubernetes_namespace_v1'] ?? {});

  it('addresses a resource by its own name, wherever it stands in the tree', () => {
    expect(addresses(['fraud'], ['group', 'churn'], ['group', 'inner', 'tagger'])).toEqual([
      'churn',
      'fraud',
      'tagger',
    ]);
  });

  it('replaces what Terraform does not allow in an address', () => {
    expect(addresses(['fraud.v1'], ['2nd'])).toEqual(['_2nd', 'fraud_v1']);
  });

  it.each([
    { first: ['fraud.v1'], second: ['fraud_v1'] },
    { first: ['fraud'], second: ['group', 'fraud'] },
  ])('refuses two resources with one address: $first and $second', ({ first, second }) => {
    expect(() => synth(dev, first, second)).toThrow(
      /^"fraud(?:\.v1)?" and "fraud(?:_v1)?" would both be kubernetes_namespace_v1\.fraud(?:_v1)? in the stack dev-platform; rename one$/,
    );
  });

  it.each([
    [
      { gcs: { bucket: 'states' } },
      { gcs: { bucket: 'states', prefix: 'model-observatory/dev/dev-platform' } },
    ],
    [
      { azurerm: { resourceGroup: 'group', storageAccount: 'account', container: 'states' } },
      {
        azurerm: {
          resource_group_name: 'group',
          storage_account_name: 'account',
          container_name: 'states',
          key: 'model-observatory/dev/dev-platform.tfstate',
        },
      },
    ],
    [
      { local: { directory: 'state' } },
      { local: { path: '../../../state/model-observatory/dev/dev-platform.tfstate' } },
    ],
    [
      { local: { directory: '/srv/state' } },
      { local: { path: '/srv/state/model-observatory/dev/dev-platform.tfstate' } },
    ],
    [
      { kubernetes: { namespace: 'states' } },
      { kubernetes: { namespace: 'states', config_context: 'dev-eu-1', secret_suffix: 'dev-platform' } },
    ],
    [
      { kubernetes: { namespace: 'states', context: 'management' } },
      { kubernetes: { namespace: 'states', config_context: 'management', secret_suffix: 'dev-platform' } },
    ],
  ])('keeps its state where the environment says: %j', (state, backend) => {
    expect(synth({ ...dev, state }, ['one']).terraform.backend).toEqual(backend);
  });
});

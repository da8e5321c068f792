import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../environments';
import { namespaces } from '../../../models/names';
import { committed, writtenTo } from '../../stacks/synthesised';
import { clusterObjects, type ClusterObjects } from '../control-plane/cluster-objects';
import { startControlPlane, type ControlPlane } from '../control-plane/control-plane';
import { eventually } from '../control-plane/eventually';
import { expectStatus } from '../control-plane/kubernetes-api';
import { installDefinitions, installNamespaces } from '../manifests/install';
import type { Program } from './program';
import { terraformIn, type Terraform } from './terraform';

const stack = 'dev-models';

/** The committed environment with its state in the cluster itself, which needs nothing else. */
const dev: Environment = {
  ...committed('dev'),
  state: { kubernetes: { namespace: namespaces.observatory } },
};

const model = scorer();
const lowered = { ...model, accuracy: { ...model.accuracy, floor: model.accuracy.floor / 2 } };
const others = dev.models.filter(({ name }) => name !== model.name);

/** A model with a threshold to change. */
function scorer() {
  const found = dev.models.find(({ name }) => name === 'legacy-scorer');
  const floor = found?.accuracy?.floor;
  if (found?.accuracy === undefined || floor === undefined)
    throw new Error('dev has no legacy-scorer with a floor of its accuracy');
  return { ...found, accuracy: { ...found.accuracy, floor } };
}

/** What is planned where there is nothing. */
const everything: readonly string[] = [
  ...[...dev.models.map(({ name }) => `helm_release.model-${name}`), 'helm_release.shared'].sort(),
  // By which what scrapes, probes and takes pushes reaches the namespaces of models.
  ...['blackbox-exporter', 'prometheus', 'pushgateway'].map(
    (from) => `kubernetes_network_policy_v1.monitoring-${from}-models`,
  ),
  'kubernetes_secret_v1.alertmanager',
].map((address) => `create ${address}`);

/** What a program does with the stack of models, from nothing to nothing again. */
export function modelsFromStartToEnd(program: Program): void {
  let plane: ControlPlane;
  let cluster: ClusterObjects;
  let folder = '';
  let terraform: Terraform;

  beforeAll(async () => {
    plane = await startControlPlane();
    cluster = clusterObjects(plane.api, true);
    await installDefinitions(cluster);
    await installNamespaces(cluster);
    folder = join(plane.run.folder, 'synthesised');
    const scratch = join(plane.run.folder, 'terraform');
    mkdirSync(scratch);
    const [{ context }] = dev.clusters as readonly [Environment['clusters'][number]];
    terraform = terraformIn(program, join(folder, 'stacks', stack), scratch, {
      KUBE_CONFIG_PATH: plane.kubeconfig(context),
    });
    synthesise(dev);
    await terraform.run('init', '-input=false', '-no-color');
  }, 300_000);
  afterAll(() => plane.stop());

  function synthesise(environment: Environment): void {
    rmSync(folder, { recursive: true, force: true });
    writtenTo(folder, [environment]);
  }

  const changes = async (): Promise<readonly string[]> =>
    (await terraform.plan()).map(({ address, actions }) => `${actions.join('+')} ${address}`).sort();

  const floors = async (): Promise<readonly string[]> => {
    const path = `/apis/monitoring.coreos.com/v1/namespaces/${namespaces.observatory}/prometheusrules/${model.name}`;
    const { body } = expectStatus(await plane.api.ask('GET', path), path, 200);
    const { spec } = body as {
      readonly spec: {
        readonly groups: readonly {
          readonly rules: readonly { readonly record?: string; readonly expr: string }[];
        }[];
      };
    };
    return spec.groups
      .flatMap(({ rules }) => rules)
      .flatMap(({ record, expr }) => (record?.endsWith('accuracy_floor') === true ? [expr] : []));
  };

  test('creates every release, the Secret and the ways to the models, and has nothing left to do', async () => {
    const planned = await changes();
    expect(planned).toEqual(everything);
    await terraform.apply();
    expect(await changes()).toEqual([]);
  }, 300_000);

  test('touches one release for one changed threshold, and the cluster has the new one', async () => {
    const before = await floors();
    synthesise({ ...dev, models: [...others, lowered] });
    await terraform.run('init', '-input=false', '-no-color');
    expect(await changes()).toEqual([`update helm_release.model-${model.name}`]);
    await terraform.apply();
    expect(await changes()).toEqual([]);
    const after = await floors();
    expect(before).toHaveLength(1);
    expect(after).toEqual([expect.stringContaining(String(lowered.accuracy.floor))]);
    expect(after).not.toEqual(before);
  }, 300_000);

  test('removes a model with all its objects, and adds it again; only what counts models changes beside it', async () => {
    const own = async (): Promise<readonly string[]> => {
      const kinds = ['podmonitors', 'prometheusrules', 'probes'];
      const found = await Promise.all(
        kinds.map(async (kind) => {
          const path = `/apis/monitoring.coreos.com/v1/namespaces/${namespaces.observatory}/${kind}`;
          const { items } = (await plane.api.ask('GET', path)).body as {
            readonly items: readonly { readonly metadata: { readonly name: string } }[];
          };
          return items.map(({ metadata }) => `${kind}/${metadata.name}`);
        }),
      );
      return found.flat().filter((name) => name.endsWith(`/${model.name}`));
    };
    expect(await own()).toEqual([`podmonitors/${model.name}`, `prometheusrules/${model.name}`]);
    synthesise({ ...dev, models: others });
    await terraform.run('init', '-input=false', '-no-color');
    expect(await changes()).toEqual([
      `delete helm_release.model-${model.name}`,
      'update helm_release.shared',
    ]);
    await terraform.apply();
    expect(await own()).toEqual([]);
    synthesise({ ...dev, models: [...others, model] });
    await terraform.run('init', '-input=false', '-no-color');
    expect(await changes()).toEqual([
      `create helm_release.model-${model.name}`,
      'update helm_release.shared',
    ]);
    await terraform.apply();
    expect(await own()).toHaveLength(2);
  }, 300_000);

  test('destroys all of it, and leaves nothing but its own empty state', async () => {
    await terraform.run('destroy', '-auto-approve', '-input=false', '-no-color');
    const left = await Promise.all(
      ['podmonitors', 'prometheusrules', 'probes'].map(async (kind) => {
        const { body } = await plane.api.ask('GET', `/apis/monitoring.coreos.com/v1/${kind}`);
        return (body as { readonly items: readonly unknown[] }).items;
      }),
    );
    expect(left.flat()).toEqual([]);
    const { body } = await plane.api.ask('GET', '/api/v1/secrets');
    const { items } = body as { readonly items: readonly { readonly metadata: { readonly name: string } }[] };
    expect(items.map(({ metadata }) => metadata.name)).toEqual([`tfstate-default-${stack}`]);
  }, 300_000);

  test('loses nothing to an API server that is away in the middle of an apply, and goes on by the book', async () => {
    // A state in the same cluster would be away as well, and stay locked.
    synthesise({ ...dev, state: { local: { directory: join(plane.run.folder, 'state') } } });
    await terraform.run('init', '-input=false', '-no-color', '-reconfigure');
    expect(await changes()).toEqual(everything);
    const applying = terraform.apply().then(
      () => undefined,
      (error: unknown) => (error as Error).message,
    );
    const secrets = `/api/v1/namespaces/${namespaces.observatory}/secrets`;
    const releases = async (status: string): Promise<number> => {
      const { body } = await plane.api.ask('GET', `${secrets}?labelSelector=owner=helm,status=${status}`);
      return (body as { readonly items: readonly unknown[] }).items.length;
    };
    await eventually('some releases are whole', 60_000, async () =>
      (await releases('deployed')) > 2 ? undefined : `${await releases('deployed')} are`,
    );
    await plane.restart();
    expect(await applying).toMatch(/connection refused|EOF|connection reset/);
    const whole = await releases('deployed');
    // What docs/deploying.md says about releases that were interrupted.
    const unfinished = encodeURIComponent('owner=helm,status in (pending-install,pending-upgrade,failed)');
    expectStatus(await plane.api.ask('DELETE', `${secrets}?labelSelector=${unfinished}`), 'unfinished', 200);
    const rest = (await changes()).filter((change) => change.includes('helm_release'));
    expect(rest).toHaveLength(dev.models.length + 1 - whole);
    expect(rest.every((change) => change.startsWith('create '))).toBe(true);
    await terraform.apply();
    expect(await changes()).toEqual([]);
    expect(await releases('deployed')).toBe(dev.models.length + 1);
  }, 300_000);
}

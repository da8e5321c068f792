import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { homeOf } from '../../environments/cluster';
import type { KubernetesObject } from '../../models/kubernetes';
import { namespaces } from '../../models/names';
import { readCluster } from '../../scripts/drift/cluster';
import { driftOf, type Drift } from '../../scripts/drift/drift';
import { driftReport } from '../../scripts/drift/report';
import { projectRoot } from '../../scripts/project-root';
import { binaryOf } from '../../scripts/tool-binaries';
import { deployedBy, type DeployedRelease } from '../stacks/deployed';
import { committed, stacksOf, writtenTo } from '../stacks/synthesised';
import { clusterObjects, type ClusterObjects } from './control-plane/cluster-objects';
import { startControlPlane, type ControlPlane } from './control-plane/control-plane';
import { expectStatus } from './control-plane/kubernetes-api';
import { installDefinitions, installNamespaces } from './manifests/install';

const dev = committed('dev');
const context = homeOf(dev).context;
const withoutKubectl = spawnSync('kubectl', ['version', '--client']).error !== undefined;
const stack = 'dev-models';
const namespace = namespaces.observatory;
const rule: KubernetesObject = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name: 'churn-classifier', namespace },
};
const role: KubernetesObject = {
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'drift-test' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
};

const inCluster = (): void => {
  let plane: ControlPlane;
  let cluster: ClusterObjects;

  function helm(args: readonly string[], input = ''): void {
    const env = { ...process.env, KUBECONFIG: plane.kubeconfig(context) };
    const { status, stderr } = spawnSync(binaryOf('helm'), [...args], { encoding: 'utf8', input, env });
    if (status !== 0) throw new Error(stderr);
  }

  /** As Terraform would, by Helm. */
  const deploy = ({ name, chart, values }: Pick<DeployedRelease, 'name' | 'chart' | 'values'>): void => {
    const where = ['--namespace', namespace, '--values', '-'];
    helm(['upgrade', '--install', name, chart, ...where], JSON.stringify(values));
  };

  const drift = (): Drift => driftOf('dev', Object.values(namespaces), readCluster(context));

  /** Exit status of the command. */
  const told = (): number | null =>
    spawnSync(process.execPath, [join(projectRoot, 'scripts/run.mjs'), 'drift', 'dev'], {
      cwd: projectRoot,
      env: { ...process.env },
    }).status;

  const byHand = async (object: KubernetesObject, patch: unknown, type: string): Promise<void> => {
    const path = `${await cluster.pathOf(object)}?fieldManager=kubectl-edit`;
    expectStatus(await plane.api.ask('PATCH', path, patch, type), path, 200);
  };

  beforeAll(async () => {
    plane = await startControlPlane();
    cluster = clusterObjects(plane.api, true);
    await installDefinitions(cluster);
    await installNamespaces(cluster);
    const folder = join(plane.run.folder, 'synthesised');
    const synthesised = stacksOf(writtenTo(folder, [dev]))[stack];
    if (synthesised === undefined) throw new Error(`there is no ${stack}`);
    const releases = deployedBy(synthesised).flatMap((one) => ('release' in one ? [one.release] : []));
    const chart = (release: DeployedRelease): string => join(folder, 'stacks', stack, release.chart);
    for (const release of releases) deploy({ ...release, chart: chart(release) });
    // In no namespace, which Helm does not know of it.
    const [any] = releases;
    if (any === undefined) throw new Error(`${stack} has no release`);
    deploy({ name: 'of-the-cluster', chart: chart(any), values: { objects: [role] } });
    process.env['KUBECONFIG'] = plane.kubeconfig(context);
  }, 300_000);
  afterAll(async () => {
    delete process.env['KUBECONFIG'];
    await plane.stop();
  });

  test('is nothing after a deployment', () => {
    const { found, releases, objects } = drift();
    expect(found).toEqual([]);
    expect(releases).toBeGreaterThan(8);
    expect(objects).toBeGreaterThan(2 * releases - 3);
    expect(told()).toBe(0);
  });

  test('is named: what was changed, added and deleted, by whom, and nothing else', async () => {
    await byHand(
      rule,
      [{ op: 'replace', path: '/spec/groups/0/interval', value: '7m' }],
      'application/json-patch+json',
    );
    await byHand(role, { rules: [] }, 'application/merge-patch+json');
    await byHand(role, { metadata: { labels: { mine: 'yes' } } }, 'application/merge-patch+json');
    await cluster.remove({ ...rule, metadata: { name: 'legacy-scorer', namespace } });
    const report = driftReport([drift()]);
    const lines = report.replaceAll(/\d{4}-[\d:TZ-]+/g, 'TIME').split('\n');
    expect(lines.slice(1)).toEqual([
      '  model-observatory/model-churn-classifier',
      '    PrometheusRule model-observatory/churn-classifier',
      '      spec.groups[0].interval  (kubectl-edit, TIME)',
      '        deployed: 1m',
      '        live:     7m',
      '  model-observatory/model-legacy-scorer',
      '    PrometheusRule model-observatory/legacy-scorer: is gone',
      '  model-observatory/of-the-cluster',
      '    ClusterRole drift-test',
      '      rules  (kubectl-edit, TIME)',
      '        deployed: [{"apiGroups":[""],"resources":["pods"],"verbs":["get"]}]',
      '      metadata.labels.mine  (kubectl-edit, TIME)',
      '        live:     yes',
      '',
    ]);
  });

  test('is undone by a rollback only where the object is gone: what Helm applied before, it does not apply again', async () => {
    const roll = (): void => {
      for (const name of ['model-churn-classifier', 'model-legacy-scorer'])
        helm(['rollback', name, '1', '--namespace', namespace]);
    };
    const left = (): readonly string[] => drift().found.map(({ release }) => release);
    roll();
    expect(left()).toEqual([`${namespace}/model-churn-classifier`, `${namespace}/of-the-cluster`]);
    await cluster.remove(rule);
    roll();
    expect(left()).toEqual([`${namespace}/of-the-cluster`]);
    expect(told()).toBe(3);
  });
};

// A run that shows nothing says so by the name of its only test.
if (withoutKubectl)
  test('what was changed by hand is not looked for here: there is no kubectl on PATH', () => {
    expect(spawnSync('kubectl').error).toBeDefined();
  });
else describe('what was changed by hand in a real cluster', inCluster);

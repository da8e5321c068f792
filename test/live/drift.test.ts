import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { homeOf } from '../../environments/cluster';
import type { KubernetesObject } from '../../models/kubernetes';
import { namespaces } from '../../models/names';
import { readCluster } from '../../scripts/drift/cluster';
import { driftOf, type Drift } from '../../scripts/drift/drift';
import { driftReport } from '../../scripts/drift/report';
import { projectRoot } from '../../scripts/project-root';
import type { DeployedRelease } from '../stacks/deployed';
import { committed } from '../stacks/synthesised';
import { helmCluster, type HelmCluster } from './control-plane/helm-cluster';
import { expectStatus } from './control-plane/kubernetes-api';

const dev = committed('dev');
const context = homeOf(dev).context;
const withoutKubectl = spawnSync('kubectl', ['version', '--client']).error !== undefined;
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
  let own: HelmCluster;

  function helm(args: readonly string[], input = ''): void {
    const { status, stderr } = own.helm(args, input);
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
    const path = `${await own.cluster.pathOf(object)}?fieldManager=kubectl-edit`;
    expectStatus(await own.plane.api.ask('PATCH', path, patch, type), path, 200);
  };

  beforeAll(async () => {
    own = await helmCluster(dev, 'dev-models');
    for (const release of own.releases) deploy(release);
    // In no namespace, which Helm does not know of it.
    const [any] = own.releases;
    if (any === undefined) throw new Error('dev-models has no release');
    deploy({ name: 'of-the-cluster', chart: any.chart, values: { objects: [role] } });
    process.env['KUBECONFIG'] = own.plane.kubeconfig(context);
  }, 300_000);
  afterAll(async () => {
    delete process.env['KUBECONFIG'];
    await own.plane.stop();
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
    await own.cluster.remove({ ...rule, metadata: { name: 'legacy-scorer', namespace } });
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
    await own.cluster.remove(rule);
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

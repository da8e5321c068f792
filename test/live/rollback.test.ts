import type { KubernetesObject } from '../../models/kubernetes';
import { namespaces } from '../../models/names';
import type { DeployedRelease } from '../stacks/deployed';
import { committed } from '../stacks/synthesised';
import { helmCluster, type HelmCluster } from './control-plane/helm-cluster';

/**
 * What becomes of a change that fails half-way, by the Helm that the provider carries and with what every release says. It
 * fails where only the API server can tell, after objects before it have been changed.
 */
describe('a change of a model that fails half-way', () => {
  const dev = committed('dev');
  const namespace = namespaces.observatory;
  let made: HelmCluster;
  let release: DeployedRelease;

  /** Sorts behind the rule of the model; its namespace is not there. */
  const refused: KubernetesObject = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name: 'refused', namespace: 'nowhere' },
    spec: { selector: {}, endpoints: [] },
  };

  const deploy = (objects: readonly KubernetesObject[]) =>
    made.helm(
      [
        ...['upgrade', '--install', release.name, release.chart, '--namespace', namespace, '--values', '-'],
        // As the provider passes on `atomic` and `cleanup_on_fail`.
        ...['--atomic', '--cleanup-on-fail'],
      ],
      JSON.stringify({ objects }),
    );
  const own = (): readonly KubernetesObject[] => release.values['objects'] as readonly KubernetesObject[];
  const rule = (): KubernetesObject => {
    const found = own().find(({ kind }) => kind === 'PrometheusRule');
    if (found === undefined) throw new Error('the model has no rule');
    return found;
  };
  const inCluster = async (object: KubernetesObject) => {
    const { status, body } = await made.cluster.read(object);
    const { metadata, spec } = body as {
      readonly metadata?: { readonly generation?: number };
      readonly spec?: unknown;
    };
    return { status, generation: metadata?.generation ?? 0, spec };
  };
  /** The same with another interval of its rules. */
  const changed = (): readonly KubernetesObject[] =>
    own().map((object) => {
      if (object !== rule()) return object;
      const text = JSON.stringify(object);
      const other = text.replace('"interval":"1m"', '"interval":"7m"');
      expect(other).not.toBe(text);
      return JSON.parse(other) as KubernetesObject;
    });

  beforeAll(async () => {
    made = await helmCluster(dev, 'dev-models');
    const model = made.releases.find(({ name }) => name.startsWith('model-'));
    if (model === undefined) throw new Error('dev has no release of a model');
    release = model;
  }, 300_000);
  afterAll(() => made.plane.stop());

  test('is one that every release takes back', () => {
    const releases = Object.entries(made.stack.resources).filter(([address]) =>
      address.startsWith('helm_release.'),
    );
    expect(releases.length).toBeGreaterThan(3);
    for (const [address, given] of releases)
      expect({ address, atomic: given['atomic'], cleanup: given['cleanup_on_fail'] }).toEqual({
        address,
        atomic: true,
        cleanup: true,
      });
  });

  test('leaves nothing, where it was the first', async () => {
    const { status, stderr } = deploy([...own(), refused]);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/nowhere/);
    for (const object of own()) expect((await inCluster(object)).status).toBe(404);
    expect(made.helm(['list', '--all', '--short', '--namespace', namespace]).stdout).toBe('');
  });

  test('is undone whole: what it had changed is as before', async () => {
    expect(deploy(own()).stderr).toBe('');
    const before = await inCluster(rule());
    expect(deploy([...changed(), refused]).status).not.toBe(0);
    const after = await inCluster(rule());
    expect(after.spec).toEqual(before.spec);
    // There and back: it had been changed.
    expect(after.generation).toBe(before.generation + 2);
  });

  test('does not stand in the way of the next, which is taken', async () => {
    expect(deploy(changed()).status).toBe(0);
    expect(JSON.stringify((await inCluster(rule())).spec)).toContain('"interval":"7m"');
  });

  test('and once it is destroyed, nothing is left of the model', async () => {
    expect(made.helm(['uninstall', release.name, '--namespace', namespace]).status).toBe(0);
    for (const object of own()) expect((await inCluster(object)).status).toBe(404);
    expect(made.helm(['list', '--all', '--short', '--namespace', namespace]).stdout).toBe('');
  });
});

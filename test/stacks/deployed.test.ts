import { deployedBy } from './deployed';
import {
  committedEnvironments,
  overAllPlatforms,
  overTwoClusters,
  synthesised,
  type SynthesisedStack,
} from './synthesised';

const stacks = synthesised([...committedEnvironments(), overTwoClusters(), overAllPlatforms()]);

/** A stack with nothing but these resources. */
function stackWith(resources: SynthesisedStack['resources']): SynthesisedStack {
  const [some] = Object.values(stacks);
  if (some === undefined) throw new Error('there are no stacks');
  return { ...some, name: 'test', resources };
}

describe('what a stack is in a cluster', () => {
  test.each(Object.values(stacks).map((stack) => [stack.name, stack] as const))(
    'is known of every resource of %s',
    (name, stack) => {
      const found = deployedBy(stack);
      if (!/-(?:grafana|elastic)$/.test(name))
        expect(found).toHaveLength(Object.keys(stack.resources).length);
    },
  );

  test('is what Terraform would send: texts without its escapes, secrets in Base64', () => {
    const metadata = { name: 'a', namespace: 'b', labels: { c: '$${d}' } };
    const data = { 'e.yaml': '%%{f}' };
    const found = deployedBy(
      stackWith({
        'kubernetes_secret_v1.one': { metadata, data, depends_on: ['x'] },
        'kubernetes_config_map_v1.two': { metadata, data },
      }),
    );
    const expected = { name: 'a', namespace: 'b', labels: { c: '${d}' } };
    expect(found.map((one) => ('object' in one ? one.object : undefined))).toEqual([
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: expected,
        type: 'Opaque',
        data: { 'e.yaml': Buffer.from('%{f}').toString('base64') },
      },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: expected, data: { 'e.yaml': '%{f}' } },
    ]);
  });

  test('is not guessed for a kind of resource that nobody has thought of', () => {
    expect(() => deployedBy(stackWith({ 'kubernetes_manifest.one': {} }))).toThrow(
      'test kubernetes_manifest.one: the live tests do not know what a kubernetes_manifest is in a cluster',
    );
  });

  test('is not guessed for an argument that nobody has thought of', () => {
    const given = { metadata: { name: 'a' }, wait_for_default_service_account: true };
    expect(() => deployedBy(stackWith({ 'kubernetes_namespace_v1.one': given }))).toThrow(
      'test kubernetes_namespace_v1.one: the live tests do not know what wait_for_default_service_account does',
    );
  });
});

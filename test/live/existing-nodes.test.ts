import { overAllPlatforms, synthesised } from '../stacks/synthesised';
import { complaintsAboutRead } from './terraform/conditions';
import { programsHere, type Program } from './terraform/program';

/** A node as the provider tells it. */
interface Node {
  readonly metadata: readonly [{ readonly name: string; readonly labels: Readonly<Record<string, string>> }];
  readonly spec: readonly [{ readonly taints: readonly Taint[] }];
}
interface Taint {
  readonly key: string;
  readonly value: string;
  readonly effect: string;
}

const taints: readonly Taint[] = [
  { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
  { key: 'fleet.test/team', value: 'vision', effect: 'NoSchedule' },
];
const node = (
  name: string,
  change: { labels?: Node['metadata'][0]['labels']; taints?: readonly Taint[] } = {},
): Node => ({
  metadata: [{ name, labels: change.labels ?? { 'node.fleet.test/pool': 'a100' } }],
  spec: [{ taints: change.taints ?? taints }],
});

const data = synthesised([overAllPlatforms()])['fleet-metal-platform']?.data;

const complaintsOf = (program: Program, nodes: readonly Node[]): Promise<string> =>
  complaintsAboutRead(program, data?.['kubernetes_nodes']?.['gpu-pool-a100']?.['lifecycle'], 'nodes', nodes);

describe.each(programsHere())('nodes that are there already, by $title,', (program: Program) => {
  const complaintsAbout = (nodes: readonly Node[]): Promise<string> => complaintsOf(program, nodes);

  test('are taken where they are enough and have all that the pool says', async () => {
    expect(await complaintsAbout([node('one'), node('two'), node('three')])).toBe('');
  });

  test('stop a deployment where they are too few', async () => {
    expect(await complaintsAbout([node('one')])).toContain(
      'The GPU pool "a100" has 1 nodes in the cluster "metal", by the labels node.fleet.test/gpu=a100, and needs at least 2. Label nodes, correct gpuPools.a100.selector, or write another gpuPools.a100.minimumNodes.',
    );
    expect(await complaintsAbout([])).toContain('The GPU pool "a100" has 0 nodes');
  });

  test.each([
    ['no label at all', {}],
    ['another value', { 'node.fleet.test/pool': 'h100' }],
  ])('are named where a label of theirs is wrong: %s', async (_case, labels) => {
    expect(
      await complaintsAbout([node('one'), node('two', { labels }), node('three', { labels })]),
    ).toContain(
      'Nodes of the GPU pool "a100" in the cluster "metal" lack the label node.fleet.test/pool=a100: two, three.',
    );
  });

  test.each([
    ['no taint at all', []],
    ['one of two', taints.slice(0, 1)],
    ['another value', taints.map((taint) => ({ ...taint, value: 'speech' }))],
    ['another effect', taints.map((taint) => ({ ...taint, effect: 'PreferNoSchedule' }))],
  ])('are named where a taint is missing: %s', async (_case, given) => {
    const found = await complaintsAbout([node('one'), node('two', { taints: given })]);
    expect(found).toContain(
      'Nodes of the GPU pool "a100" in the cluster "metal" lack the taint fleet.test/team=vision:NoSchedule: two.',
    );
  });
});

import {
  checkIfAllDependantsAreIncluded,
  getStackWithNoUnmetDependants,
} from '@cdktf/cli-core/src/lib/helpers/stack-helpers';
import { overTwoClusters, synthesised } from './synthesised';

type Executors = Parameters<typeof getStackWithNoUnmetDependants>[0];

/** The stacks in the order in which the cdktf command line destroys them, by its own choice of the next one. */
async function destroyed(all: ReturnType<typeof synthesised>): Promise<readonly string[]> {
  const executors = Object.values(all).map(({ name, dependencies }) => ({
    stack: { name, dependencies },
    isPending: true,
    currentState: 'idle',
  }));
  const order: string[] = [];
  for (;;) {
    const next = await getStackWithNoUnmetDependants(executors as unknown as Executors);
    if (next === undefined) return order;
    order.push(next.stack.name);
    Object.assign(next, { isPending: false, currentState: 'done' });
  }
}

test('cdktf destroys backwards: operators and definitions go after what they look after', async () => {
  const all = synthesised([overTwoClusters()]);
  const order = await destroyed(all);
  expect([...order].sort()).toEqual(Object.keys(all).sort());
  for (const { name, dependencies } of Object.values(all))
    for (const before of dependencies) expect(order.indexOf(name)).toBeLessThan(order.indexOf(before));
});

test('cdktf refuses to destroy a stack and leave what stands on it', () => {
  const stacks = Object.values(synthesised([overTwoClusters()])) as unknown as Parameters<
    typeof checkIfAllDependantsAreIncluded
  >[0];
  const some = stacks.filter(({ name }) => name.endsWith('-logging'));
  expect(() => checkIfAllDependantsAreIncluded(some, stacks)).toThrow(/world-eu-1-models/);
  expect(() => checkIfAllDependantsAreIncluded(stacks, stacks)).not.toThrow();
});

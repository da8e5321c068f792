import { missingFor } from '../../../scripts/elasticsearch-build';
import type { NodeName } from '../../../scripts/elasticsearch-nodes';
import { startNode, type ElasticsearchNode } from './elasticsearch';

/** Time to start, on a machine that does other things. Unit: milliseconds. */
const patience = 240_000;

/**
 * Tests on a node of their own, which is started before the first and ended after the last. Where the machine cannot
 * start one, the name of the only test says so.
 */
export function onNode(node: NodeName, title: string, tests: (get: () => ElasticsearchNode) => void): void {
  const without = missingFor(node);
  if (without !== undefined) {
    test(`${title}: not shown here, ${without}`, () => {
      expect(without).toMatch(/ needs /);
    });
    return;
  }
  describe(title, () => {
    let started: ElasticsearchNode | undefined;
    beforeAll(async () => {
      started = await startNode(node);
    }, patience);
    afterAll(() => started?.stop(), patience);
    tests(() => {
      if (started === undefined) throw new Error('the node did not start');
      return started;
    });
  });
}

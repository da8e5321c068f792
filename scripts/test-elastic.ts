import { buildNode, missingFor } from './elasticsearch-build';
import { nodeNames } from './elasticsearch-nodes';
import { runJest } from './run-jest';

/**
 * `npm run test:elastic`: what Elasticsearch makes of what is generated for it, on real nodes that are put together once
 * and started on the loopback. Arguments go to jest.
 */
async function testElastic(): Promise<void> {
  const without = nodeNames.map((node) => ({ node, problem: missingFor(node) }));
  const problems = without.flatMap(({ problem }) => problem ?? []);
  // Tests of a node that cannot be started say so by name; where there is none nothing would be shown.
  if (problems.length === nodeNames.length) throw new Error(problems.join('\n'));
  for (const problem of problems) process.stderr.write(`not shown here: ${problem}\n`);
  for (const { node, problem } of without) if (problem === undefined) await buildNode(node);
  await runJest('elastic');
}

testElastic().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { objects } from '../../models/names';
import { charts } from '../../models/versions';
import { privilegedWorkloads } from '../../stacks/security/privileged-workloads';
import { agentPrivileges } from './policy/gpu-operator';
import { factsOf } from './rendered/golden';
import type { GpuAgents } from './rendered/gpu-agents';

/** What the real chart tells NVIDIA's operator to run on nodes, where it brings the driver and where images have it. */
const told = (place: string): GpuAgents => {
  const { gpuAgents } = factsOf(place, 'gpu-operator');
  if (gpuAgents === undefined) throw new Error(`${place} has no ClusterPolicy`);
  return gpuAgents;
};
const metal = told('fleet-metal');
const amazon = told('fleet-amazon');

const small = ['devicePlugin', 'gfd', 'validator'];

it('runs the agents that are wanted, and no second exporter of GPUs', () => {
  expect(Object.keys(amazon.images).sort()).toEqual([...small, 'migManager'].sort());
  expect(Object.keys(metal.images).sort()).toEqual([...small, 'migManager', 'driver', 'toolkit'].sort());
});

it.each([
  ['metal', metal],
  ['amazon', amazon],
])('of %s: agents are placed, ranked and limited as ours are', (_cluster, agents) => {
  expect(agents.tolerations).toEqual(
    ['nvidia.com/gpu', 'fleet.test/team'].map((key) => ({ key, operator: 'Exists', effect: 'NoSchedule' })),
  );
  expect(agents.priority).toBe(objects.nodePriority);
  expect(agents.onHostNetwork).toEqual([]);
  // It is built on the node, by as many compilers as there are processors.
  expect(agents.unlimited.filter((agent) => agent !== 'driver')).toEqual([]);
});

it('it is known of every version, and of every agent, what it asks of its node', () => {
  for (const version of charts.gpuOperator.versions)
    expect(existsSync(join(__dirname, `../fixtures/gpu-operator/agents-${version}.json`))).toBe(true);
  expect(Object.keys(agentPrivileges)).toEqual(expect.arrayContaining(Object.keys(metal.images)));
});

it('the record of privileges is what the manifests of the operator add up to', () => {
  const record = privilegedWorkloads.find(({ workload }) => workload === 'gpu-operator');
  const asked = new Set(Object.keys(metal.images).flatMap((agent) => agentPrivileges[agent] ?? []));
  expect([...(record?.allowed ?? [])].filter((one) => one !== 'root').sort()).toEqual([...asked].sort());
});

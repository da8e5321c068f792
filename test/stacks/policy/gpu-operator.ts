import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { charts } from '../../../models/versions';
import type { Privilege } from '../../../stacks/security/privileged-workloads';
import { at, type Fields, type Workload } from './workload';

const [version] = charts.gpuOperator.versions;

/** What the operator's own manifests ask of nodes, by the group of settings; see the README beside it. */
export const agentPrivileges = JSON.parse(
  readFileSync(join(__dirname, `../../fixtures/gpu-operator/agents-${version}.json`), 'utf8'),
) as Readonly<Record<string, readonly Privilege[]>>;

/** The operator and its agents, which it makes itself where a group of settings is not switched off. */
export function gpuOperatorWorkload(values: Fields): Workload {
  const agents = Object.keys(agentPrivileges).filter((agent) => at(values, agent, 'enabled') !== false);
  return {
    name: 'gpu-operator',
    replicas: 1,
    spread: undefined,
    budget: false,
    // Its driver is built on the node, by as many compilers as that has processors: it has no limit.
    containers: agents
      .filter((agent) => agent !== 'driver')
      .map((agent) => ({
        name: agent,
        resources: at(values, agent, 'resources'),
        securityContext: undefined,
      })),
    securityContext: undefined,
    priority: at(values, 'daemonsets', 'priorityClassName'),
    token: true,
    asksApiServer: true,
    // Images of what may do everything are root's.
    brought: ['root', ...new Set(agents.flatMap((agent) => agentPrivileges[agent] ?? []))],
  };
}

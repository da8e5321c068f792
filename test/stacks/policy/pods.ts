import {
  privilegedWorkloads,
  type Privilege,
  type PrivilegedWorkload,
} from '../../../stacks/security/privileged-workloads';
import { levelOf, placedWorkloads, type Stacks } from './placed-workloads';
import { at, listAt, placeOf, type PlacedWorkload } from './workload';

/** What a container asks for beyond `restricted`, by its context. */
const askedBy = (context: unknown): readonly Privilege[] => [
  ...(at(context, 'privileged') === true ? (['privileged container'] as const) : []),
  ...(at(context, 'runAsUser') === 0 ? (['root'] as const) : []),
  ...listAt(context, 'capabilities', 'add').map(
    (capability) => `capability ${String(capability)}` as Privilege,
  ),
];

const privilegesOf = ({ brought, securityContext, containers }: PlacedWorkload): ReadonlySet<Privilege> =>
  new Set([
    ...(brought ?? []),
    ...askedBy(securityContext),
    ...containers.flatMap((container) => askedBy(container.securityContext)),
  ]);

/** Privileges that are on no record, and records that nobody uses. */
export function unrecordedPrivileges(
  stacks: Stacks,
  record: readonly PrivilegedWorkload[] = privilegedWorkloads,
): readonly string[] {
  const workloads = placedWorkloads(stacks);
  const beyond = workloads.flatMap((workload) => {
    const known = record.find(
      ({ workload: name, namespace, chart }) =>
        name === workload.name && namespace === workload.namespace && chart === workload.chart,
    );
    return [...privilegesOf(workload)]
      .filter((privilege) => known?.allowed.includes(privilege) !== true)
      .map((privilege) => `${placeOf(workload)} has ${privilege}, which is on no record`);
  });
  const unused = record.flatMap(({ workload, namespace, allowed }) => {
    const found = workloads.filter((one) => one.name === workload && one.namespace === namespace);
    const used = new Set(found.flatMap((one) => [...privilegesOf(one)]));
    return allowed
      .filter((privilege) => !used.has(privilege))
      .map((privilege) => `${namespace}/${workload} is recorded with ${privilege}, which nobody has`);
  });
  return [...beyond, ...unused];
}

/** What the API server would refuse in a namespace that enforces `restricted`. */
export const beyondRestricted = (stacks: Stacks): readonly string[] =>
  placedWorkloads(stacks)
    .filter((workload) => levelOf(stacks, workload) !== 'privileged')
    .flatMap((workload) => {
      const { securityContext: pod, containers } = workload;
      const level = levelOf(stacks, workload);
      return [
        ...(level === 'restricted' ? [] : [`lies in a namespace that enforces ${String(level)}`]),
        ...containers.flatMap(({ name, securityContext: own }) => {
          const either = (field: string): unknown => at(own, field) ?? at(pod, field);
          return [
            ...(either('runAsNonRoot') === true ? [] : [`${name} may be root`]),
            ...(at(either('seccompProfile'), 'type') === 'RuntimeDefault'
              ? []
              : [`${name} may make every call`]),
            ...(at(own, 'allowPrivilegeEscalation') === false ? [] : [`${name} may get privileges`]),
            ...(listAt(own, 'capabilities', 'drop').includes('ALL') ? [] : [`${name} keeps capabilities`]),
          ];
        }),
      ].map((problem) => `${placeOf(workload)} ${problem}`);
    });

/** Containers without requests, or without a limit of memory. A limit of processor time would only slow them down. */
export const withoutLimits = (stacks: Stacks): readonly string[] =>
  placedWorkloads(stacks).flatMap((workload) =>
    workload.containers
      // The operator gives its own short-lived containers a limit.
      .filter(({ name }) => !name.includes('-internal-'))
      .flatMap(({ name, resources }) =>
        [
          ['requests', 'cpu'],
          ['requests', 'memory'],
          ['limits', 'memory'],
        ]
          .filter((path) => at(resources, ...path) === undefined)
          .map((path) => `${placeOf(workload)} ${name} has no ${path.join('.')}`),
      ),
  );

/** Pods that are the first to go on a full node. */
export const withoutPriority = (stacks: Stacks): readonly string[] =>
  placedWorkloads(stacks)
    .filter(({ priority }) => priority === undefined)
    .map((workload) => `${placeOf(workload)} has no class of priority`);

/** Replicas that one node could take along, or a drain. */
export const fallingTogether = (stacks: Stacks): readonly string[] =>
  placedWorkloads(stacks)
    .filter(({ replicas }) => replicas > 1)
    .flatMap((workload) => [
      ...(workload.spread === undefined ? [`${placeOf(workload)} may lie on one node`] : []),
      ...(workload.budget ? [] : [`${placeOf(workload)} may be drained all at once`]),
    ]);

/** Tokens of pods that ask the API server nothing: one that nobody uses is one that somebody may take. */
export const unusedTokens = (stacks: Stacks): readonly string[] =>
  placedWorkloads(stacks)
    .filter(({ token, asksApiServer }) => token !== false && !asksApiServer)
    .map((workload) => `${placeOf(workload)} has a token that it does not need`);

/** Workloads of an environment that would forget with their pod. */
export const forgetful = (stacks: Stacks): readonly string[] =>
  placedWorkloads(stacks)
    .filter(({ storage }) => storage === false)
    .map((workload) => `${placeOf(workload)} keeps its state in its pod`);

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf } from '../../../environments';
import { networkWorkloads, type NetworkWorkload } from '../../../stacks/network/workloads';
import { namespaceLevels } from '../../../stacks/security/namespace-levels';
import { privilegedWorkloads } from '../../../stacks/security/privileged-workloads';
import { deployedBy } from '../deployed';
import { at, listAt } from '../policy/workload';
import type { Service } from '../rendered/facts';
import type { Pod } from '../rendered/pods';
import type { Golden } from '../rendered/releases';
import { committed, overAllPlatforms, synthesised } from '../synthesised';
import { mayReach, type Host } from './reach';

/** What the pinned charts make of our values, against the levels of namespaces and the policies of the network. */

const folder = join(__dirname, '../../golden/rendered');
const all = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8')) as Golden] as const);
const pods = all.flatMap(([, facts]) => facts.pods);

const covers = (
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): boolean => Object.entries(selector).every(([name, value]) => labels[name] === value);

const levels: Readonly<Record<string, string>> = namespaceLevels;

/** Whose containers an operator makes: it is not told here what they may do. */
const ofOperator = /^(?:Prometheus|Alertmanager) /;

/** What a pod asks for beyond `restricted`. */
function beyond({ containers, securityContext: pod, volumes, host }: Pod): readonly string[] {
  return [
    ...host,
    ...Object.values(volumes).filter((volume) => volume.startsWith('hostPath')),
    ...containers.flatMap(({ name, securityContext: own }) => {
      const either = (field: string): unknown => at(own, field) ?? at(pod, field);
      return [
        ...(either('runAsNonRoot') === true ? [] : [`${name} may be root`]),
        ...(at(either('seccompProfile'), 'type') === 'RuntimeDefault' ? [] : [`${name} may make every call`]),
        ...(at(own, 'allowPrivilegeEscalation') === false ? [] : [`${name} may get privileges`]),
        ...(listAt(own, 'capabilities', 'drop').includes('ALL') ? [] : [`${name} keeps capabilities`]),
        ...listAt(own, 'capabilities', 'add').map((one) => `${name} has ${String(one)}`),
      ];
    }),
  ];
}

describe.each(all)('of %s', (place, { pods: own }) => {
  if (own.length === 0) return;

  it('pods meet the level of their namespace', () => {
    const refused = own
      .filter(({ namespace }) => levels[namespace] !== 'privileged')
      .filter(({ of }) => !ofOperator.test(of))
      .flatMap((pod) => beyond(pod).map((problem) => `${pod.namespace} ${pod.of}: ${problem}`));
    expect(refused).toEqual([]);
    for (const { namespace } of own) expect(Object.keys(levels)).toContain(namespace);
  });

  it('pods of privileged namespaces are on the record', () => {
    for (const { namespace, of } of own.filter((pod) => levels[pod.namespace] === 'privileged'))
      expect({
        place,
        of: privilegedWorkloads.some(
          (one) => one.namespace === namespace && `${place} ${of}`.includes(one.workload),
        ),
      }).toEqual({ place, of: true });
  });

  it('each pod is found by the policy of one workload', () => {
    const workloads: readonly (readonly [string, NetworkWorkload])[] = Object.entries(networkWorkloads);
    const found = own
      .filter(({ host }) => !host.includes('hostNetwork'))
      .map(({ of, namespace, labels }) => ({
        of,
        policies: workloads.filter(([, one]) => one.namespace === namespace && covers(labels, one.labels))
          .length,
      }));
    expect(found).toEqual(found.map(({ of }) => ({ of, policies: 1 })));
  });
});

test('something is refused where it should be: what sees its node would be', () => {
  const agents = pods.filter(({ namespace }) => namespace === 'node-agents');
  expect(agents.length).toBeGreaterThan(2);
  for (const agent of agents) expect(beyond(agent)).not.toEqual([]);
});

/** Ports of containers that prometheus-operator makes, by their names and the kind. */
const namedPorts = (pod: Pod, name: string): number | undefined =>
  name === 'reloader-web'
    ? 8080
    : name === 'http-web'
      ? pod.of.startsWith('Prometheus')
        ? 9090
        : 9093
      : undefined;

const hostOf = ({ of, namespace, labels, host }: Pod): Host =>
  host.includes('hostNetwork') ? { name: of, address: '10.0.1.7' } : { name: of, pod: { namespace, labels } };

const targetsOf = ({ namespace, selector, ports }: Service, names: readonly string[]) =>
  pods
    .filter((pod) => selector !== undefined && pod.namespace === namespace && covers(pod.labels, selector))
    .flatMap((pod) =>
      names.flatMap((name) => {
        const target = ports[name]?.[1];
        if (target === undefined) return [];
        const number =
          typeof target === 'number'
            ? target
            : (pod.containers.map((one) => one.ports[target]).find((port) => port !== undefined) ??
              namedPorts(pod, target));
        return [{ pod, port: number }];
      }),
    );

const stacks = all.filter(([place]) => place.endsWith('kube-prometheus-stack.json'));

describe.each(stacks)('Prometheus, with %s,', (place, facts) => {
  const [where = ''] = place.split('/');
  const environment = where.startsWith('fleet') ? overAllPlatforms() : committed(where);
  const cluster = environment.clusters.find(({ name }) => where === `fleet-${name}`) ?? homeOf(environment);
  const prefix = environment.clusters.length === 1 ? environment.name : `${environment.name}-${cluster.name}`;
  const policies = Object.values(synthesised([environment]))
    .filter(({ name }) => name.startsWith(`${prefix}-`))
    .flatMap(deployedBy)
    .flatMap((one) => ('object' in one && one.object.kind === 'NetworkPolicy' ? [one.object] : []));
  const prometheus = facts.pods.find(({ of }) => of.startsWith('Prometheus '));
  if (prometheus === undefined) throw new Error(`${place} has no Prometheus`);
  // Those of the cluster itself are in reachability.test.ts: no chart makes their pods.
  const monitors = facts.monitors.filter(
    ({ namespaces }) => !namespaces.some((one) => ['kube-system', 'default'].includes(one)),
  );

  it.each(monitors.map((one) => [one.name, one] as const))('reaches what %s finds', (_name, monitor) => {
    const targets = facts.services
      .filter(({ labels }) => covers(labels, monitor.selector))
      .flatMap((service) => targetsOf(service, monitor.ports));
    expect(targets.length).toBeGreaterThan(0);
    const lost = targets.filter(
      ({ pod, port }) => port === undefined || !mayReach(policies, hostOf(prometheus), hostOf(pod), port),
    );
    expect(lost.map(({ pod, port }) => `${pod.of}:${port}`)).toEqual([]);
  });
});

import { valuesOf, type SynthesisedStack } from '../synthesised';
import { deploymentOf, jobOf, prometheusOf, workloadsOfChart } from './charts';
import { at, type Fields, type PlacedWorkload } from './workload';

export type Stacks = Readonly<Record<string, SynthesisedStack>>;

/** Kinds in releases of our own that make no pods of ours. */
const withoutPods = [
  ...['PodMonitor', 'Probe', 'PrometheusRule', 'ServiceMonitor', 'ScrapeConfig'],
  ...['ConfigMap', 'ExternalSecret', 'PodDisruptionBudget', 'Role', 'Secret', 'Service', 'ServiceAccount'],
  ...['NodePool', 'EC2NodeClass', 'AKSNodeClass', 'ComputeClass'],
];

/** All workloads of the stacks. @throws where a chart or a kind of object is not known */
export const placedWorkloads = (stacks: Stacks): readonly PlacedWorkload[] =>
  Object.values(stacks).flatMap((stack) =>
    Object.entries(stack.resources)
      .filter(([address]) => address.startsWith('helm_release.'))
      .flatMap(([address, release]): readonly PlacedWorkload[] => {
        const values = valuesOf(release);
        if (release['repository'] === undefined) {
          const own = { stack: stack.name, chart: '', namespace: String(release['namespace']) };
          const objects = values['objects'] as readonly Fields[];
          return objects.flatMap((object): readonly PlacedWorkload[] => {
            const kind = String(object['kind']);
            const budget = objects.some(
              (one) =>
                one['kind'] === 'PodDisruptionBudget' &&
                at(one, 'metadata', 'name') === at(object, 'metadata', 'name'),
            );
            if (kind === 'Job') return [{ ...jobOf(object), ...own }];
            if (kind === 'Deployment') return [{ ...deploymentOf(object), ...own, budget }];
            if (kind === 'Prometheus')
              return [{ ...prometheusOf(object, reloaderOf(stack)), ...own, budget }];
            if (!withoutPods.includes(kind))
              throw new Error(`${stack.name} ${address}: nobody has said whether a ${kind} makes pods`);
            return [];
          });
        }
        const chart = String(release['chart']);
        const workloads = workloadsOfChart[chart];
        if (workloads === undefined)
          throw new Error(
            `${stack.name} ${address}: nobody has said where the pods of ${chart} have their settings`,
          );
        return workloads(values).map((workload) => ({
          ...workload,
          budget: workload.budget || hasBudget(stack, workload.name),
          stack: stack.name,
          chart,
          namespace:
            workload.name === 'node-exporter'
              ? namespaceOfNodeExporter(values)
              : String(release['namespace']),
        }));
      }),
  );

/** The operator gives the reloader of every Prometheus what its own release says. */
const reloaderOf = ({ resources }: SynthesisedStack): unknown =>
  at(
    valuesOf(resources['helm_release.kube-prometheus-stack']),
    ...['prometheusOperator', 'prometheusConfigReloader', 'resources'],
  );

const namespaceOfNodeExporter = (values: Fields): string =>
  String(at(values, 'prometheus-node-exporter', 'namespaceOverride'));

/** Budgets beside the releases select the pods of one workload by the label that its operator gives them. */
const hasBudget = ({ resources }: SynthesisedStack, workload: string): boolean =>
  Object.entries(resources).some(
    ([address, given]) =>
      address.startsWith('kubernetes_pod_disruption_budget_v1.') &&
      at(given, 'spec', 'selector', 'match_labels', `${workload}.k8s.elastic.co/name`) !== undefined,
  );

/** The level that the namespace of a workload enforces, in its cluster. */
export const levelOf = (stacks: Stacks, { stack, namespace }: PlacedWorkload): unknown =>
  at(
    stacks[stack.replace(/-[a-z]+$/, '-platform')]?.resources[`kubernetes_namespace_v1.${namespace}`],
    ...['metadata', 'labels', 'pod-security.kubernetes.io/enforce'],
  );

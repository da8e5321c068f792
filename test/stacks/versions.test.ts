import { charts, elasticStack } from '../../models/versions';
import { committed, overAllPlatforms, synthesised, valuesOf, type SynthesisedStack } from './synthesised';

const stacks = synthesised([committed('prod'), overAllPlatforms()]);

function stack(name: string): SynthesisedStack {
  const found = stacks[name];
  if (found === undefined) throw new Error(`no stack ${name}`);
  return found;
}

const version = (name: string, release: string) =>
  stack(name).resources[`helm_release.${release}`]?.['version'];

describe('versions', () => {
  const [latest, before] = charts.kubePrometheusStack.versions;

  it('are the defaults unless an environment pins others', () => {
    expect(version('prod-platform', 'kube-prometheus-stack')).toBe(latest);
    expect(version('fleet-metal-platform', 'kube-prometheus-stack')).toBe(before);
    expect(before).not.toBe(latest);
  });

  it('of definitions follow no pin, and are upgraded before their operator', () => {
    const { resources } = stack('fleet-metal-platform');
    for (const [definitions, operator] of [
      ['prometheus-operator-crds', 'kube-prometheus-stack'],
      ['eck-operator-crds', 'eck-operator'],
    ] as const) {
      const line = Object.values(charts).find(({ chart }) => chart === definitions);
      expect(version('fleet-metal-platform', definitions)).toBe(line?.versions[0]);
      expect(resources[`helm_release.${operator}`]?.['depends_on']).toContain(`helm_release.${definitions}`);
    }
  });

  it('of the Elastic stack are the same for all its parts', () => {
    const parts = (name: string) =>
      Object.values(stack(name).resources)
        .filter(({ repository }) => repository !== undefined)
        .flatMap(
          (release) => JSON.stringify(valuesOf(release)).match(/(?<="version":")\d+\.\d+\.\d+(?=")/g) ?? [],
        );
    expect(new Set(parts('prod-logging'))).toEqual(new Set([elasticStack[0]]));
    expect(new Set(parts('fleet-metal-logging'))).toEqual(new Set([elasticStack[1]]));
    expect(parts('fleet-metal-logging').length).toBeGreaterThanOrEqual(4);
  });

  it('of Kubernetes are looked at when Terraform plans, where an environment says one', () => {
    const read = (name: string) => stack(name).data?.['kubernetes_server_version'];
    expect(read('prod-platform')).toBeUndefined();
    const [condition] = (
      read('fleet-metal-platform')?.['kubernetes-version']?.['lifecycle'] as {
        readonly postcondition: readonly { readonly condition: string; readonly error_message: string }[];
      }
    ).postcondition;
    const [, pattern = ''] =
      /^\$\{can\(regex\("(.+)", self\.version\)\)\}$/.exec(condition?.condition ?? '') ?? [];
    for (const told of ['1.35', '1.35.2', 'v1.35.2-eks-12', '1.35.2-gke.1485000'])
      expect(told).toMatch(new RegExp(pattern));
    for (const told of ['1.36.0', '1.350.0', '11.35.0', 'v1.3'])
      expect(told).not.toMatch(new RegExp(pattern));
    expect(condition?.error_message).toContain('clusters.metal.kubernetes says 1.35');
  });
});

import type { Environment } from '../../environments';
import { probesFor } from '../../scrape';
import { company } from '../rules/company';
import { committed, synthesised, valuesOf, type Arguments } from './synthesised';

const environment = company();
const address = 'helm_release.prometheus-blackbox-exporter';

const whole = synthesised([environment]);

const resourcesOf = (of: Environment, layer: string): Readonly<Record<string, Arguments>> =>
  (of === environment ? whole : synthesised([of]))[`${of.name}-${layer}`]?.resources ?? {};

interface Values {
  readonly fullnameOverride: string;
  readonly replicas: number;
  readonly podDisruptionBudget?: object;
  readonly serviceMonitor: { readonly enabled: boolean; readonly selfMonitor: { readonly enabled: boolean } };
  readonly config: {
    readonly modules: Readonly<
      Record<string, { readonly timeout: string; readonly http: Readonly<Record<string, unknown>> }>
    >;
  };
  readonly securityContext: Readonly<Record<string, unknown>>;
}

const proberOf = (of: Environment): Values =>
  valuesOf(resourcesOf(of, 'platform')[address]) as unknown as Values;

describe('the prober', () => {
  const probes = environment.models.flatMap((model) => probesFor(model));

  it('is deployed where a model is probed, and nowhere else', () => {
    expect(Object.keys(resourcesOf(environment, 'platform'))).toContain(address);
    const models = environment.models.filter(({ probe }) => probe === undefined);
    expect(Object.keys(resourcesOf({ ...environment, models }, 'platform'))).not.toContain(address);
  });

  it('is where probes look for it, with the module that they name', () => {
    const release = resourcesOf(environment, 'platform')[address];
    const { fullnameOverride, config } = proberOf(environment);
    expect(probes.length).toBeGreaterThan(0);
    for (const { spec } of probes) {
      // The chart's Service has the full name of the release, and its port unless another is set.
      expect(spec.prober.url).toBe(`${fullnameOverride}.${String(release?.['namespace'])}:9115`);
      expect(Object.keys(config.modules)).toContain(spec.module);
    }
  });

  it('takes every 2xx status for an answer and no redirect for one, over either protocol', () => {
    const { http, timeout } = proberOf(environment).config.modules['http_2xx'] ?? { http: {}, timeout: '' };
    expect(http).toMatchObject({
      valid_status_codes: [],
      follow_redirects: false,
      preferred_ip_protocol: 'ip4',
      ip_protocol_fallback: true,
    });
    // The exporter must answer before the scrape gives up, or a slow model looks like a prober that is gone.
    for (const { spec } of probes) expect(parseFloat(timeout)).toBeLessThan(parseFloat(spec.scrapeTimeout));
  });

  it('runs as nobody in particular, and survives the loss of a node where the platform must', () => {
    const ofProfile = (profile: Environment['profile']): Values => proberOf({ ...environment, profile });
    const [single, ha] = [ofProfile('single'), ofProfile('ha')];
    expect(ha.securityContext).toMatchObject({
      runAsNonRoot: true,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
    });
    expect(ha).toMatchObject({ replicas: 2, podDisruptionBudget: { maxUnavailable: 1 } });
    expect(single.replicas).toBe(1);
    expect(single.podDisruptionBudget).toBeUndefined();
  });

  it('is scraped by our monitor only', () => {
    expect(proberOf(environment).serviceMonitor).toEqual({ enabled: false, selfMonitor: { enabled: false } });
  });
});

describe('a probe', () => {
  it('travels with its model', () => {
    const kinds = (model: string): readonly string[] => {
      const release = resourcesOf(environment, 'models')[`helm_release.model-${model}`];
      const { objects } = valuesOf(release) as unknown as { objects: readonly { kind: string }[] };
      return objects.map(({ kind }) => kind);
    };
    expect(kinds('fraud')).toEqual(['PodMonitor', 'Probe', 'PrometheusRule']);
    expect(kinds('tagger')).not.toContain('Probe');
  });
});

describe('what rules read of containers', () => {
  it('is scraped once: cAdvisor and kube-state-metrics, without filters of ours', () => {
    for (const of of [committed('dev'), environment]) {
      const values = valuesOf(resourcesOf(of, 'platform')['helm_release.kube-prometheus-stack']);
      expect(values).toMatchObject({
        kubelet: { enabled: true, serviceMonitor: { enabled: true, cAdvisor: true, resource: false } },
        kubeStateMetrics: { enabled: true },
      });
      expect(JSON.stringify(values)).not.toMatch(
        /[mM]etricRelabelings|metricDenylist|metricAllowlist|honorLabels/,
      );
    }
  });
});

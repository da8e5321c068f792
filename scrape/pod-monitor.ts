import type { KubernetesObject } from '../models/kubernetes';

/** A relabelling step in the operator's spelling. `action` defaults to `replace`. */
export interface Relabeling {
  readonly action?: 'replace' | 'keep' | 'drop' | 'labeldrop';
  readonly sourceLabels?: readonly string[];
  readonly regex?: string;
  readonly targetLabel?: string;
  readonly replacement?: string;
}

export interface PodMetricsEndpoint {
  readonly portNumber: number;
  readonly path: string;
  /** Plain http where absent. */
  readonly scheme?: 'https';
  readonly tlsConfig?: {
    readonly ca?: { readonly secret: { readonly name: string; readonly key: string } };
    readonly serverName?: string;
  };
  readonly authorization?: { readonly credentials: { readonly name: string; readonly key: string } };
  readonly interval: string;
  readonly scrapeTimeout: string;
  readonly honorLabels: boolean;
  readonly honorTimestamps: boolean;
  readonly relabelings: readonly Relabeling[];
  readonly metricRelabelings: readonly Relabeling[];
}

/** monitoring.coreos.com/v1 PodMonitor, as far as this project uses it. */
export interface PodMonitor extends KubernetesObject {
  readonly apiVersion: 'monitoring.coreos.com/v1';
  readonly kind: 'PodMonitor';
  readonly spec: {
    readonly namespaceSelector: { readonly matchNames: readonly string[] };
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly scrapeProtocols?: readonly string[];
    readonly fallbackScrapeProtocol: string;
    readonly bodySizeLimit: string;
    readonly sampleLimit: number;
    readonly labelLimit: number;
    readonly keepDroppedTargets: number;
    /** Lets relabelings read labels of the node on which a pod is. */
    readonly attachMetadata?: { readonly node: true };
    readonly podMetricsEndpoints: readonly PodMetricsEndpoint[];
  };
}

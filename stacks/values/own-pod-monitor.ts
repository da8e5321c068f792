import { printDuration } from '../../models/duration';
import type { KubernetesObject } from '../../models/kubernetes';
import { namespaces } from '../../models/names';
import { droppedTargetsKept, largestPage, scrapeInterval, scrapeTimeout } from '../../models/scrape-interval';

/** What differs between what the first Prometheus scrapes of our own in its namespace. */
interface Watched {
  readonly metadata: KubernetesObject['metadata'];
  readonly pods: Readonly<Record<string, string>>;
  /** Of a page; a pod with more is not scraped. */
  readonly samples: number;
  /** Each with a port and, where it is asked over TLS, with how. */
  readonly endpoints: readonly { readonly portNumber: number; readonly [field: string]: unknown }[];
}

/** By which the first Prometheus watches what the stacks bring beside it. */
export const ownPodMonitor = ({ metadata, pods, samples, endpoints }: Watched): KubernetesObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata,
  spec: {
    namespaceSelector: { matchNames: [namespaces.monitoring] },
    selector: { matchLabels: pods },
    bodySizeLimit: largestPage,
    sampleLimit: samples,
    labelLimit: 40,
    keepDroppedTargets: droppedTargetsKept,
    podMetricsEndpoints: endpoints.map(({ portNumber, ...more }) => ({
      portNumber,
      interval: printDuration(scrapeInterval),
      scrapeTimeout: printDuration(scrapeTimeout),
      honorTimestamps: false,
      ...more,
    })),
  },
});

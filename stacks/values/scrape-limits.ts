import type { Environment } from '../../environments';

/**
 * Samples on the largest page that each monitor of the chart may read; a larger one is refused whole, and
 * PlatformTargetsDown tells of it. They are several times what a large cluster has.
 */
const largestPage = {
  /** A kubelet with 250 pods tells of about 20,000 things. */
  usual: 50_000,
  /** Rules of a thousand models are three thousand groups, with a dozen series each. The API server has its histograms. */
  large: 100_000,
} as const;

/** kube-state-metrics tells of every object on one page, so that page grows with the cluster as the budget does. */
const largestShare = ({ budgets }: Environment): number =>
  Math.max(largestPage.large, Math.floor(budgets.series / 2));

const limited = (sampleLimit: number) => ({ serviceMonitor: { sampleLimit } });

/** Limits of the chart's own monitors, by the groups of its values. Ours bring theirs along. */
export const monitorLimits = (environment: Environment) =>
  ({
    alertmanager: limited(largestPage.usual),
    coreDns: limited(largestPage.usual),
    kubeApiServer: limited(largestPage.large),
    kubeControllerManager: limited(largestPage.usual),
    kubeDns: limited(largestPage.usual),
    kubeEtcd: limited(largestPage.usual),
    kubeProxy: limited(largestPage.usual),
    kubeScheduler: limited(largestPage.usual),
    kubelet: limited(largestPage.usual),
    prometheus: limited(largestPage.large),
    prometheusOperator: limited(largestPage.usual),
    'kube-state-metrics': { prometheus: { monitor: { sampleLimit: largestShare(environment) } } },
    'prometheus-node-exporter': { prometheus: { monitor: { sampleLimit: largestPage.usual } } },
  }) as const;

/**
 * What no monitor can go beyond, whoever brought it and whatever it says: one page must not use up the memory that the
 * budget plans for.
 */
export const enforcedLimits = (environment: Environment) => ({
  enforcedBodySizeLimit: '128MB',
  enforcedSampleLimit: largestShare(environment),
  enforcedTargetLimit: 10_000,
  enforcedLabelLimit: 64,
  enforcedLabelNameLengthLimit: 256,
  enforcedLabelValueLengthLimit: 2_048,
});

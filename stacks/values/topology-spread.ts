/**
 * Replicas on nodes of their own, or the loss of one node would take them all; in zones of their own as far as volumes and
 * room allow. Empty for a single replica.
 */
export const topologySpread = (replicas: number, matchLabels: Readonly<Record<string, string>>) =>
  replicas > 1
    ? {
        topologySpreadConstraints: [
          spreadOver('kubernetes.io/hostname', 'DoNotSchedule', matchLabels),
          spreadOver('topology.kubernetes.io/zone', 'ScheduleAnyway', matchLabels),
        ],
      }
    : {};

const spreadOver = (
  topologyKey: string,
  whenUnsatisfiable: 'DoNotSchedule' | 'ScheduleAnyway',
  matchLabels: Readonly<Record<string, string>>,
) => ({ maxSkew: 1, topologyKey, whenUnsatisfiable, labelSelector: { matchLabels } });

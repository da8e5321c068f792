import type { PodSecurityLevel } from '../../constructs/guarded-namespace';
import { namespaces } from '../../models/names';

/** What pods of our namespaces may do at most. What needs its node lies in namespaces of its own. */
export const namespaceLevels = {
  [namespaces.observatory]: 'restricted',
  [namespaces.monitoring]: 'restricted',
  [namespaces.logging]: 'restricted',
  [namespaces.nodeAgents]: 'privileged',
  [namespaces.gpus]: 'privileged',
} as const satisfies Readonly<Record<string, PodSecurityLevel>>;

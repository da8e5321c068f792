import { objects } from '../../models/names';
import { defaultSeccomp, hardenedContainer, unprivileged } from './hardened';

/**
 * What holds for every pod that the Elastic operator makes: nobody, of the group that owns its volumes, without a token for
 * the API server. Beside a context of ours the operator adds none of its own, so it is whole.
 */
export const stackPod = {
  automountServiceAccountToken: false,
  priorityClassName: objects.priority,
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 1000,
    fsGroup: 1000,
    ...defaultSeccomp,
  },
} as const;

/** Of a container that changes files of its own image: Logstash does, on its way up. */
export const stackContainer = {
  runAsNonRoot: true,
  ...unprivileged,
} as const;

/** Of a container that writes to its volumes only. The operator brings volumes for logs and temporary files. */
export const readOnlyStackContainer = { ...stackContainer, ...hardenedContainer } as const;

import type { Environment } from '../../environments';

/**
 * Definitions of monitors and rules. Of a protected environment they stay when somebody uninstalls the release by hand: every
 * monitor and every rule would go with them.
 */
export const prometheusOperatorCrdsValues = (environment: Environment) =>
  environment.protected ? { crds: { annotations: { 'helm.sh/resource-policy': 'keep' } } } : {};

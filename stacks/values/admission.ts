import type { Environment } from '../../environments';
import { namespaces } from '../../models/names';

/**
 * The operator looks at every rule before it is stored. Where unchecked rules are refused, nothing is stored while it
 * cannot look. Its own namespace is left out: it holds the chart's rules only, and these come with the operator that would
 * have to look at them, so that a fresh cluster, and an operator that is broken, could never be deployed to.
 */
export const admissionWebhooks = ({ uncheckedRules }: Environment) => ({
  failurePolicy: uncheckedRules === 'refused' ? 'Fail' : 'Ignore',
  namespaceSelector: {
    matchExpressions: [
      { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: [namespaces.monitoring] },
    ],
  },
});

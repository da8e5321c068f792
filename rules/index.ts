export type { Alert, Condition, ModelAlert } from './alert';
export type { AlertmanagerConfiguration, NamedReceiver, Route, TimeInterval } from './alertmanager';
export { alertmanagerConfiguration } from './alertmanager-configuration';
export { alerts } from './catalogue';
export { rulesFor } from './model-rules';
export type { PrometheusRule } from './rule';
export { receiverNames, receiverSecrets } from './receivers';
export { sharedRules } from './shared-rules';

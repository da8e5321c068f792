import type { Alert } from './alert';
import { batchAlerts } from './batch';
import { errorAlerts } from './errors';
import { gpuAlerts } from './gpu';
import { latencyAlerts } from './latency';
import { platformAlerts } from './platform';
import { presenceAlerts } from './presence';
import { qualityAlerts } from './quality';

/** Every alert of the product, by topic. */
const topics: readonly Alert[] = [
  ...presenceAlerts,
  ...errorAlerts,
  ...latencyAlerts,
  ...qualityAlerts,
  ...batchAlerts,
  ...gpuAlerts,
  ...platformAlerts,
];

/** A model that is not there explains every other alert of it. */
const absence = 'ModelAbsent';

export const alerts: readonly Alert[] = topics.map((alert) =>
  alert.scope === 'model' && alert.name !== absence
    ? { ...alert, inhibitedBy: [absence, ...alert.inhibitedBy] }
    : alert,
);

import { accuracyAlerts } from './accuracy';
import type { Alert, ModelAlert } from './alert';
import { answerAlerts } from './answers';
import { batchAlerts } from './batch';
import { businessAlerts } from './business';
import { dataAlerts } from './data';
import { driftAlerts } from './drift';
import { errorAlerts } from './errors';
import { gpuAlerts } from './gpu';
import { latencyAlerts } from './latency';
import { platformAlerts } from './platform';
import { predictionAlerts } from './predictions';
import { presenceAlerts } from './presence';

/** Every alert of the product, by topic. */
const topics: readonly Alert[] = [
  ...presenceAlerts,
  ...errorAlerts,
  ...latencyAlerts,
  ...accuracyAlerts,
  ...driftAlerts,
  ...dataAlerts,
  ...predictionAlerts,
  ...answerAlerts,
  ...businessAlerts,
  ...batchAlerts,
  ...gpuAlerts,
  ...platformAlerts,
];

/** A model that is not there explains every other alert of it. */
const absence: ModelAlert['name'] = 'ModelAbsent';

export const alerts: readonly Alert[] = topics.map((alert) =>
  alert.scope === 'model' && alert.name !== absence
    ? { ...alert, inhibitedBy: [absence, ...alert.inhibitedBy] }
    : alert,
);

import { accuracyAlerts } from './accuracy';
import type { Alert, ModelAlert } from './alert';
import { answerAlerts } from './answers';
import { batchAlerts } from './batch';
import { businessAlerts } from './business';
import { compositeAlerts } from './composites';
import { dataAlerts } from './data';
import { driftAlerts } from './drift';
import { elasticsearchAlerts } from './elasticsearch';
import { errorAlerts } from './errors';
import { gpuFaultAlerts } from './gpu-faults';
import { gpuNodeAlerts } from './gpu-nodes';
import { gpuUseAlerts } from './gpu-use';
import { gpuXidAlerts } from './gpu-xid';
import { latencyAlerts } from './latency';
import { logContentAlerts } from './log-content';
import { logLineAlerts } from './log-lines';
import { logServerAlerts } from './log-servers';
import { logstashAlerts } from './logstash';
import { manyModelsAlerts } from './many-models';
import { modelGpuAlerts } from './model-gpu';
import { platformAlerts } from './platform';
import { predictionAlerts } from './predictions';
import { presenceAlerts } from './presence';
import { queueingAlerts } from './queueing';
import { trafficAlerts } from './traffic';
import { shardAlerts } from './shard-alerts';
import { versionAlerts } from './versions';
import { budgetAlerts } from './budget';

/** Every alert of the product, by topic. */
const topics: readonly Alert[] = [
  ...presenceAlerts,
  ...trafficAlerts,
  ...compositeAlerts,
  ...errorAlerts,
  ...latencyAlerts,
  ...budgetAlerts,
  ...queueingAlerts,
  ...versionAlerts,
  ...accuracyAlerts,
  ...driftAlerts,
  ...dataAlerts,
  ...predictionAlerts,
  ...answerAlerts,
  ...businessAlerts,
  ...batchAlerts,
  ...logLineAlerts,
  ...logContentAlerts,
  ...modelGpuAlerts,
  ...gpuXidAlerts,
  ...gpuFaultAlerts,
  ...gpuNodeAlerts,
  ...gpuUseAlerts,
  ...elasticsearchAlerts,
  ...logstashAlerts,
  ...logServerAlerts,
  ...manyModelsAlerts,
  ...platformAlerts,
  ...shardAlerts,
];

/** A model that is not there explains every other alert of it. */
const absence: ModelAlert['name'] = 'ModelAbsent';

/** Many pages at once have one cause, and one page says so. */
const storm = 'PlatformManyModelsFailing';

const explanations = (alert: ModelAlert): readonly string[] =>
  alert.name === absence ? [storm] : [absence, storm];

export const alerts: readonly Alert[] = topics.map((alert) =>
  alert.scope === 'model' ? { ...alert, inhibitedBy: [...explanations(alert), ...alert.inhibitedBy] } : alert,
);

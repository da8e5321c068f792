import { hasShards, modelsOfShard } from '../environments/shards';
import { elasticsearchNodes } from '../environments/sizes';
import type { Environment } from '../environments/environment';
import { days, hours, minutes } from '../models/duration';
import {
  alertmanager,
  elasticsearchExporter,
  jobOf,
  logLineCounter,
  logstashExporter,
  prometheus,
} from '../models/exporters';
import { expected, K, modelIdentity, modelInfo } from '../models/names';
import { platform } from '../models/platform-records';
import { numberOfSeconds, promql, type Expression } from './promql';
import { receiverNames } from './receivers';
import type { RecordingRule } from './rule';
import { toldByItself } from './told-by';

/** Groups of ours, by the path of their file or by their name: both begin with it. */
export const ourGroups = 'rule_group=~".*model-observatory.*"';

const delivery = (metric: string): string =>
  toldByItself('alertmanager', metric, `receiver_name="${receiverNames.heartbeat}"`);

const sentWithinHour = (metric: string): Expression =>
  promql`sum by (integration) (increase(${toldByItself('alertmanager', metric)}[${hours(1)}]))`;

/** Jobs of which LogsExporterDown tells, also where nothing is found. */
const toldElsewhere = [elasticsearchExporter, logstashExporter, logLineCounter].map(jobOf).join('|');

/** Of what a Prometheus scrapes beside models. */
export const targetsUp: RecordingRule = {
  record: platform.targetsUp,
  // ModelTargetsDown tells the team of a model about its targets.
  expression: promql`avg by (namespace, job) (up{model_name="", job!~"${toldElsewhere}"})`,
};

/** What Prometheus and Alertmanager tell of themselves. */
export const platformRecords: readonly RecordingRule[] = [
  {
    record: platform.groupBusy,
    expression: promql`
      max by (rule_group) (
        ${toldByItself('prometheus', prometheus.groupDuration, ourGroups)}
        / ${toldByItself('prometheus', prometheus.groupInterval, ourGroups)}
      )
    `,
  },
  {
    record: platform.seriesHeld,
    expression: promql`max by (pod) (${toldByItself('prometheus', prometheus.series)})`,
  },
  {
    record: platform.history,
    expression: promql`time() - max by (pod) (${toldByItself('prometheus', prometheus.oldest)})`,
  },
  {
    record: platform.longTermSamples,
    expression: promql`sum(increase(${toldByItself('longTerm', prometheus.appended)}[${minutes(10)}]))`,
  },
  targetsUp,
  {
    record: platform.heartbeatsFailed,
    // Long enough for two of the slowest heartbeats.
    expression: promql`
      sum(increase(${delivery(alertmanager.failed)}[${minutes(30)}]))
      /
      (sum(increase(${delivery(alertmanager.notifications)}[${minutes(30)}])) > 0)
    `,
  },
  { record: platform.notifications, expression: sentWithinHour(alertmanager.notifications) },
  { record: platform.notificationsFailed, expression: sentWithinHour(alertmanager.failed) },
];

/** The longest time over which a model is promised anything. */
const longestWindow = ({ models }: Environment) =>
  models
    .map(({ window }) => window)
    .reduce((longest, one) => (one.milliseconds > longest.milliseconds ? one : longest), days(7));

/** What the environment says should be there, for alerts to compare with what is. */
export const expectedRecords = (environment: Environment, shard: number): readonly RecordingRule[] => [
  ...modelsExpected(modelsOfShard(environment.models, shard).length, environment),
  { record: expected.series, expression: promql`vector(${environment.budgets.series})` },
  {
    record: expected.history,
    expression: promql`vector(${numberOfSeconds(longestWindow(environment))})`,
  },
  { record: expected.elasticsearchNodes, expression: promql`vector(${elasticsearchNodes(environment)})` },
];

/** One of several Prometheus to which no model fell is to have none, and none cannot be counted. */
const modelsExpected = (models: number, environment: Environment): readonly RecordingRule[] =>
  models === 0 && hasShards(environment)
    ? []
    : [{ record: expected.models, expression: promql`vector(${models})` }];

/** Whose each model is. First of all that is shared, because every alert about a model is joined with it. */
export const identityRecord: RecordingRule = {
  record: modelIdentity,
  // Of equal values one is taken, with all its labels: `max` would lose them, and two would make every join fail.
  expression: promql`topk by (${K}) (1, ${modelInfo})`,
};

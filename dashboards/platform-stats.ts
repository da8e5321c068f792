import { expected } from '../models/names';
import { platformLimits } from '../models/platform-limits';
import { logging, platform } from '../models/platform-records';
import { signals } from '../models/signals';
import type { UnplacedPanel } from './grafana';
import { stat, valueNow, type Stat } from './panel';
import { noElasticsearch } from './platform-elasticsearch';
import { countOf, lines } from './queries';
import { healthStates } from './states';
import { badBelow, badFrom } from './thresholds';
import { units } from './units';

const noPrometheus = 'Not told';

const alerts: Stat = {
  key: 'platform-alerts',
  title: 'Platform alerts',
  description:
    'Alerts about the platform and the log pipeline that fire now (ALERTS). What watches the models is not well while there are any.',
  unit: units.count,
  noValue: '0',
  query: valueNow(countOf('ALERTS{alertstate="firing", alertname=~"(Platform|Logs).+", severity!="info"}')),
  steps: badFrom({ warning: 1 }),
};

const targets: Stat = {
  key: 'platform-targets',
  title: 'Targets that answer',
  description: `Share of the targets of a job that Prometheus can read, of the worst job that is no model's (${platform.targetsUp}).`,
  unit: units.ratio,
  noValue: noPrometheus,
  query: valueNow(`min(${platform.targetsUp})`),
  steps: badBelow({ ok: 1, warning: platformLimits.targetsUp }),
};

const groups: Stat = {
  key: 'platform-groups',
  title: 'Busiest rule group',
  description: `Share of its interval that the slowest group of rules takes (${platform.groupBusy}). Beyond 100% evaluations are skipped.`,
  unit: units.ratio,
  noValue: noPrometheus,
  query: valueNow(`max(${platform.groupBusy})`),
  steps: badFrom({ warning: platformLimits.groupBusy, critical: 1 }),
};

const series: Stat = {
  key: 'platform-series',
  title: 'Series of budget',
  description: `Time series that Prometheus holds, as a share of the budget of the environment (${platform.seriesHeld}, ${expected.series}).`,
  unit: units.ratio,
  noValue: noPrometheus,
  query: valueNow(lines(`max(${platform.seriesHeld})`, `/ max(${expected.series})`)),
  steps: badFrom({ critical: 1 }),
};

const elasticsearch: Stat = {
  key: 'platform-elasticsearch',
  title: 'Elasticsearch',
  description: `Health of Elasticsearch and whether all of its nodes are there, the worse of both (${logging.elasticsearchHealth}). It runs in the home cluster only.`,
  unit: units.state,
  noValue: noElasticsearch,
  query: valueNow(`max(${logging.elasticsearchHealth})`),
  states: healthStates,
};

const queue: Stat = {
  key: 'platform-queue',
  title: 'Fullest log queue',
  description: `Share of the queue of a log pipeline that is in use, of the fullest (${logging.queueUsed}). A full queue stops all pipelines.`,
  unit: units.ratio,
  noValue: 'No Logstash',
  query: valueNow(`max(${logging.queueUsed})`),
  steps: badFrom({ warning: platformLimits.queueUsed, critical: 1 }),
};

/** How what watches the models is, in few numbers that lead to its board. */
export const platformSummary: readonly UnplacedPanel[] = [
  alerts,
  targets,
  groups,
  series,
  elasticsearch,
  queue,
].map(stat);

/** The same and more, at the head of that board. */
export const platformStats: readonly UnplacedPanel[] = [
  stat(alerts),
  stat(targets),
  stat(groups),
  stat(series),
  stat({
    key: 'platform-heartbeat',
    title: 'Failed heartbeats',
    description: `Share of the calls of the service outside the cluster that failed within half an hour (${platform.heartbeatsFailed}). Without them the service raises the alarm.`,
    unit: units.ratio,
    noValue: 'None is sent',
    query: valueNow(platform.heartbeatsFailed),
    steps: badFrom({ critical: platformLimits.heartbeatsFailed }),
  }),
  stat(elasticsearch),
  stat(queue),
  stat({
    key: 'platform-lines',
    title: 'Log lines',
    description: `Log lines of all models that were written to Elasticsearch per second (${signals.logLines.series}).`,
    unit: units.lineRate,
    noValue: 'No line comes',
    query: valueNow(`sum(${signals.logLines.series})`),
  }),
];

import { ownJobs, prometheus } from '../models/exporters';
import { expected, modelInfo } from '../models/names';
import { platform } from '../models/platform-records';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { largest, smallest } from './queries';
import { linesAt } from './thresholds';
import { units } from './units';

/** Whether what watches the models is well itself. */
export const platformSection: Section = {
  key: 'platform',
  title: 'Platform',
  collapsed: false,
  bands: [
    {
      height: 8,
      perLine: 3,
      panels: [
        timeSeries({
          key: 'rule-groups',
          title: 'Rule groups',
          description: `Share of its interval that each group of rules takes (${platform.groupBusy}). Beyond 100% evaluations are skipped, and alerts come late or not at all.`,
          unit: units.ratio,
          noValue: 'Prometheus does not tell of itself',
          series: [{ expr: largest(platform.groupBusy), legend: '{{rule_group}}' }],
          lines: linesAt(0.8),
        }),
        timeSeries({
          key: 'inventory',
          title: 'Models and thresholds',
          description: `Models in the inventory (${modelInfo}) and entries of the environment (${expected.models}); thresholds that are recorded, and that entries ask for (${expected.thresholds}). Each pair should be one line.`,
          unit: units.count,
          noValue: 'No rules are loaded',
          series: [
            { expr: `count(${modelInfo})`, legend: 'models' },
            { expr: `max(${expected.models})`, legend: 'models, deployed' },
            { expr: 'count({__name__=~"model:threshold:.+"})', legend: 'thresholds' },
            { expr: `sum(${expected.thresholds})`, legend: 'thresholds, deployed' },
          ],
        }),
        timeSeries({
          key: 'series-held',
          title: 'Time series',
          description: `Time series that Prometheus holds in memory (${prometheus.series}), and the budget of the environment (${expected.series}).`,
          unit: units.count,
          noValue: 'Prometheus does not tell of itself',
          series: [
            {
              expr: `max by (pod) (${prometheus.series}{job="${ownJobs.prometheus}"})`,
              legend: 'held {{pod}}',
            },
            { expr: `max(${expected.series})`, legend: 'budget' },
          ],
        }),
      ],
    },
    {
      height: 6,
      perLine: 3,
      panels: [
        timeSeries({
          key: 'targets-up',
          title: 'Targets that answer',
          description: `Share of the targets of each job that Prometheus can read (${platform.targetsUp}), of jobs that are no model's. What a job tells is missing where it is low.`,
          unit: units.ratio,
          noValue: 'No job but those of models is known',
          series: [{ expr: smallest(platform.targetsUp), legend: '{{job}} ({{namespace}})' }],
          lines: linesAt(0.9),
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'history',
          title: 'History',
          description: `How far back Prometheus remembers (${platform.history}), and the longest time over which a model is promised anything (${expected.history}). The history of a new Prometheus grows until it reaches its retention.`,
          unit: units.age,
          noValue: 'Prometheus does not tell of itself',
          series: [
            { expr: platform.history, legend: 'remembered {{pod}}' },
            { expr: `max(${expected.history})`, legend: 'needed' },
          ],
        }),
        timeSeries({
          key: 'heartbeat',
          title: 'Failed heartbeats',
          description: `Share of the calls of the service outside the cluster that failed within half an hour (${platform.heartbeatsFailed}). Without them the service raises the alarm.`,
          unit: units.ratio,
          noValue: 'No heartbeat is sent',
          series: [{ expr: platform.heartbeatsFailed, legend: 'failed' }],
          lines: linesAt(0.5),
          atLeast: { max: 1 },
        }),
        timeSeries({
          key: 'long-term',
          title: 'Summaries kept',
          description: `Samples of summary series that reached the Prometheus which keeps a year, within ten minutes (${platform.longTermSamples}). Below the line it has only those about its own failing fetches.`,
          unit: units.count,
          noValue: 'No Prometheus keeps a year here',
          series: [{ expr: platform.longTermSamples, legend: 'samples' }],
          lines: linesAt(50),
        }),
      ],
    },
  ],
};

import { expected, modelInfo, thresholds } from '../models/names';
import { platformLimits } from '../models/platform-limits';
import { platform } from '../models/platform-records';
import { records } from '../models/records';
import type { Section } from './layout';
import { timeSeries } from './panel-timeseries';
import { against, largest, lines, mostLines, smallest } from './queries';
import { linesAt } from './thresholds';
import { units } from './units';

/** Prometheus names a group by the path of its file and its own name, of which the path says nothing. */
const nameOfGroup = (expr: string): string =>
  lines(`label_replace(${expr},`, '  "group", "$1", "rule_group", ".*;(.*)"', ')');

/** Whether Prometheus evaluates everything, hears from everybody and has room for it. */
export const prometheusSection: Section = {
  key: 'prometheus',
  title: 'Prometheus',
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
          series: [{ expr: nameOfGroup(largest(platform.groupBusy)), legend: '{{group}}' }],
          lines: linesAt(platformLimits.groupBusy),
        }),
        timeSeries({
          key: 'targets-up',
          title: 'Targets that answer',
          description: `Share of the targets of each job that Prometheus can read (${platform.targetsUp}), of jobs that are no model's. What a job tells is missing where it is low.`,
          unit: units.ratio,
          noValue: 'No job but those of models is known',
          series: [{ expr: smallest(platform.targetsUp), legend: '{{namespace}} {{job}}' }],
          lines: linesAt(platformLimits.targetsUp),
          atLeast: { max: 1 },
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
          description: `Time series that Prometheus holds in memory (${platform.seriesHeld}), and the budget of the environment (${expected.series}).`,
          unit: units.count,
          noValue: 'Prometheus does not tell of itself',
          series: [
            {
              expr: platform.seriesHeld,
              legend: 'held {{pod}}',
            },
            { expr: `max(${expected.series})`, legend: 'budget' },
          ],
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
          key: 'long-term',
          title: 'Summaries kept',
          description: `Samples of summary series that reached the Prometheus which keeps a year, within ten minutes (${platform.longTermSamples}). Below the line it has only those about its own failing fetches.`,
          unit: units.count,
          noValue: 'No Prometheus keeps a year here',
          series: [{ expr: platform.longTermSamples, legend: 'samples' }],
          lines: linesAt(platformLimits.longTermSamples),
        }),
      ],
    },
  ],
};

/** Whose series fill Prometheus. */
export const cardinalitySection: Section = {
  key: 'cardinality',
  title: 'Time series by model',
  collapsed: false,
  bands: [
    {
      height: 8,
      perLine: 3,
      panels: [
        timeSeries({
          key: 'series-by-model',
          title: 'Most time series',
          description: `Time series that are stored of the pages of each model (${records.seriesStored}), of the ${mostLines} that have most.`,
          unit: units.count,
          noValue: 'No model reports',
          series: [{ expr: largest(records.seriesStored), legend: '{{model_name}}' }],
        }),
        timeSeries({
          key: 'series-of-budget',
          title: 'Share of their budget',
          description: `The same as a share of what the environment plans for one model (${thresholds.seriesBudget}), of the ${mostLines} that need most of it. Above the line a model has more than that.`,
          unit: units.ratio,
          noValue: 'No model reports',
          series: [
            {
              expr: largest(against(records.seriesStored, '/', thresholds.seriesBudget)),
              legend: '{{model_name}}',
            },
          ],
          lines: linesAt(1),
        }),
        timeSeries({
          key: 'targets-of-models',
          title: 'Targets of models that answer',
          description: `Share of the metrics endpoints of each model that answer (${records.targetsUp}), of the ${mostLines} that answer least.`,
          unit: units.ratio,
          noValue: 'No target of a model is known',
          series: [{ expr: smallest(records.targetsUp), legend: '{{model_name}}' }],
          atLeast: { max: 1 },
        }),
      ],
    },
  ],
};

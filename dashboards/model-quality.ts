import type { Model } from '../models/model';
import { K } from '../models/names';
import { signals } from '../models/signals';
import type { Section } from './layout';
import { printPercent } from './objectives';
import { stateTimeline } from './panel-states';
import { timeSeries } from './panel-timeseries';
import { seriesOf } from './queries';
import { driftStates } from './states';
import { lineAt } from './thresholds';
import { units } from './units';

/** Whether predictions are still right, and whether the input still looks like what the model has learnt from. */
export function qualitySection(model: Model): Section {
  const { accuracy, drift } = model;
  const flags = seriesOf(signals.drift.series, model);
  return {
    key: 'quality',
    title: 'Quality',
    collapsed: false,
    bands: [
      {
        height: 8,
        perLine: 3,
        panels: [
          ...(accuracy === undefined
            ? []
            : [
                timeSeries({
                  key: 'accuracy',
                  title: 'Accuracy',
                  description: `Share of right predictions in the latest evaluation, worst data source (${signals.accuracy.series}). The line is the floor, ${printPercent(accuracy.floor)}.`,
                  unit: units.ratio,
                  noValue: 'Not evaluated',
                  series: [{ expr: seriesOf(signals.accuracy.series, model), legend: 'accuracy' }],
                  lines: lineAt(accuracy.floor),
                  atLeast: { min: accuracy.floor, max: 1 },
                }),
              ]),
          ...(drift === undefined
            ? []
            : [
                stateTimeline({
                  key: 'drift',
                  title: 'Drift by feature',
                  description: `Whether a statistical test found that a feature no longer looks like its reference (${signals.drift.series}).`,
                  noValue: 'Not checked',
                  expr: flags,
                  legend: '{{feature}}',
                  states: driftStates,
                }),
                timeSeries({
                  key: 'drift-share',
                  title: 'Share of drifted features',
                  description: `Share of features that have drifted (${signals.drift.series}). The line is ${printPercent(drift.share)}, from where drift counts as widespread.`,
                  unit: units.ratio,
                  noValue: 'Not checked',
                  series: [{ expr: `avg by (${K}) (${flags})`, legend: 'drifted' }],
                  lines: lineAt(drift.share),
                  atLeast: { max: 1 },
                }),
              ]),
        ],
      },
    ],
  };
}

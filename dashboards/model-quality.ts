import type { Model } from '../models/model';
import { K } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { Section } from './layout';
import { normalBand } from './normal-band';
import { secondsUntilMissed, printPercent } from './objectives';
import type { Series } from './panel-timeseries';
import { palette } from './palette';
import { lines, seriesOf, smallest } from './queries';
import { signalPanels, type SignalPanel } from './signal-panels';
import { units } from './units';

/** Whether predictions are still good: by labels, by what judges and users say, and by what they look like. */
export const qualitySection = (model: Model): Section => ({
  key: 'quality',
  title: 'Quality',
  collapsed: false,
  bands: [{ height: 8, perLine: 3, panels: signalPanels(model, panels) }],
});

/** What accuracy was before, where a fall from it is watched. */
const accuracyBefore = (model: Model): readonly Series[] =>
  model.accuracy?.drop === undefined
    ? []
    : [
        {
          expr: seriesOf(records.accuracyOfWeeks, model),
          legend: 'mean of two weeks',
          colour: palette.strong,
        },
        ...normalBand(signals.accuracy.series, model),
      ];

const panels: readonly SignalPanel[] = [
  {
    signal: 'accuracy',
    key: 'accuracy',
    title: 'Accuracy',
    unit: units.ratio,
    noValue: 'Not evaluated',
    limits: ({ accuracy }) => [{ value: accuracy?.floor, name: 'the floor' }],
    hint: ({ accuracy }) =>
      accuracy?.drop === undefined
        ? undefined
        : `The band is what is normal by the two weeks before the last day; its lower edge is at least ${printPercent(accuracy.drop)} below their mean.`,
    beside: accuracyBefore,
    atLeast: { max: 1 },
  },
  {
    signal: 'segmentAccuracy',
    key: 'segments',
    title: 'Accuracy by segment',
    shows: 'Share of right predictions in each group of inputs, the worst groups first',
    query: smallest,
    unit: units.ratio,
    noValue: 'Not evaluated',
    limits: ({ segments }) => [{ value: segments?.floor, name: 'the floor of every segment' }],
    atLeast: { max: 1 },
  },
  {
    signal: 'evaluationTime',
    key: 'evaluation-age',
    title: 'Time since last evaluation',
    shows: 'Age of the latest evaluation; until there is one, time since it was first awaited',
    series: records.latest(signals.evaluationTime.series),
    query: (time) => `time() - ${time}`,
    unit: units.seconds,
    noValue: 'Not evaluated',
    limits: ({ accuracy }) => [
      { value: secondsUntilMissed(accuracy?.every), name: 'when two have been missed' },
    ],
  },
  {
    signal: 'answerQuality',
    key: 'answers',
    title: 'Quality of answers',
    unit: units.ratio,
    noValue: 'Not judged',
    limits: ({ answers }) => [{ value: answers?.floor, name: 'the floor' }],
    atLeast: { max: 1 },
  },
  {
    signal: 'refusals',
    key: 'refusals',
    title: 'Refused answers',
    hint: 'Of the last hour.',
    unit: units.ratio,
    noValue: 'No answers',
    limits: ({ refusals }) => [{ value: refusals?.ceiling, name: 'the ceiling' }],
  },
  {
    signal: 'feedback',
    key: 'feedback',
    title: 'Feedback of users',
    hint: 'Of the last hour; users who say nothing are not counted.',
    unit: units.ratio,
    noValue: 'No feedback',
    limits: ({ feedback }) => [{ value: feedback?.floor, name: 'the floor' }],
    atLeast: { max: 1 },
  },
  {
    signal: 'confidence',
    key: 'confidence',
    title: 'Unsure predictions',
    shows: 'Share of the predictions of an hour of which the model is unsure',
    hint: 'The band is what is normal by the week before the last day.',
    series: records.lowConfidence,
    legend: 'unsure',
    beside: (model) => normalBand(records.lowConfidence, model),
    unit: units.ratio,
    noValue: 'No predictions',
    limits: ({ confidence }) =>
      confidence === undefined
        ? []
        : [{ value: confidence.share, name: `what may have a confidence of ${confidence.low} or less` }],
  },
  {
    signal: 'classes',
    key: 'classes',
    title: 'Predicted classes',
    shows: 'Share of each class among the predictions of five minutes',
    unit: units.eventRate,
    noValue: 'No predictions',
    as: 'shares',
  },
  {
    signal: 'classes',
    key: 'class-shift',
    title: 'Change of classes',
    shows: 'How far the share of each class in an hour is from that of the week before',
    series: records.classShare,
    query: (now, of) => changeOf(now, of(records.classShareOfWeek)),
    unit: units.ratio,
    noValue: 'No week to compare with',
    limits: ({ classes }) => [{ value: classes?.shift, name: 'the change that is still normal' }],
  },
];

/** As the alert counts it: a class that is new or gone has a share of 0 on the other side. */
const changeOf = (now: string, before: string): string =>
  lines(
    'abs(',
    `  (${now} or 0 * ${before})`,
    `  - (${before} or 0 * ${now})`,
    ')',
    `and on (${K}) ${before}`,
  );

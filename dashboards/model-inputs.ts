import { inSeconds } from '../models/duration';
import type { Model } from '../models/model';
import { K } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import type { Section } from './layout';
import { secondsUntilMissed } from './objectives';
import { largest } from './queries';
import { signalPanels, type SignalPanel } from './signal-panels';
import { driftStates } from './states';
import { units } from './units';

/** Whether the input is there, fresh and usable, and whether it still looks like what the model has learnt from. */
export const inputSection = (model: Model): Section => ({
  key: 'inputs',
  title: 'Inputs',
  collapsed: false,
  bands: [{ height: 8, perLine: 3, panels: signalPanels(model, panels) }],
});

const panels: readonly SignalPanel[] = [
  {
    signal: 'drift',
    key: 'drift',
    title: 'Drift by feature',
    shows: 'Whether a statistical test found that a feature no longer looks like its reference',
    unit: units.state,
    noValue: 'Not checked',
    as: driftStates,
  },
  {
    signal: 'drift',
    key: 'drift-share',
    title: 'Share of drifted features',
    shows: 'Share of features that have drifted',
    query: (flags) => `avg by (${K}) (${flags})`,
    legend: 'drifted',
    unit: units.ratio,
    noValue: 'Not checked',
    limits: ({ drift }) => [{ value: drift?.share, name: 'the share from which drift is widespread' }],
    atLeast: { max: 1 },
  },
  {
    signal: 'driftScore',
    key: 'drift-score',
    title: 'Drift score by feature',
    shows: 'Distance of each feature from its reference, the farthest first',
    query: largest,
    unit: units.count,
    noValue: 'Not checked',
    limits: ({ drift }) =>
      drift?.score === undefined
        ? []
        : [{ value: drift.score.limit, name: `the limit of the test ${drift.score.test}` }],
  },
  {
    signal: 'segmentDrift',
    key: 'segment-drift',
    title: 'Drift by segment',
    shows: 'Whether the inputs of a group no longer look like their reference',
    unit: units.state,
    noValue: 'Not checked',
    as: driftStates,
  },
  {
    signal: 'driftTime',
    key: 'drift-age',
    title: 'Time since last drift check',
    shows: 'Age of the latest drift check; until there is one, time since it was first awaited',
    series: records.latest(signals.driftTime.series),
    query: (time) => `time() - ${time}`,
    unit: units.seconds,
    noValue: 'Not checked',
    limits: ({ drift }) => [
      { value: secondsUntilMissed(drift?.every), name: 'when two checks have been missed' },
    ],
  },
  {
    signal: 'dataTime',
    key: 'data-age',
    title: 'Age of input',
    shows: 'Time since the newest input of the stalest data set',
    series: records.latest(signals.dataTime.series),
    query: (time) => `time() - ${time}`,
    unit: units.seconds,
    noValue: 'Never told',
    limits: ({ data }) => [
      {
        value: data?.freshness === undefined ? undefined : inSeconds(data.freshness),
        name: 'the age from which input is stale',
      },
    ],
  },
  {
    signal: 'dataRows',
    key: 'data-rows',
    title: 'Rows of input',
    unit: units.rowRate,
    noValue: 'Nothing arrives',
    limits: ({ data }) => [{ value: data?.volume, name: 'the least that is normal over an hour' }],
  },
  {
    signal: 'missing',
    key: 'missing',
    title: 'Missing values by feature',
    shows: 'Share of values of the last hour that are missing, of each feature',
    unit: units.ratio,
    noValue: 'No values',
    limits: ({ data }) => [{ value: data?.missing, name: 'what is still normal' }],
    as: 'bands',
  },
  {
    signal: 'outliers',
    key: 'outliers',
    title: 'Values out of range by feature',
    shows: 'Share of values of the last hour outside the range of training, of each feature',
    unit: units.ratio,
    noValue: 'No values',
    limits: ({ data }) => [{ value: data?.outliers, name: 'what is still normal' }],
    as: 'bands',
  },
];

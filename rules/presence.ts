import { minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { promql } from './promql';

/**
 * Whether a model is there at all. The inventory says which models should be, so an absent one keeps its name and its
 * owner; a threshold series for traffic exists only for models that expect requests, all the time or within their team's
 * hours, and can count them. Rules know no hours, because PromQL has no time zones: routes keep the nights quiet.
 */
export const presenceAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelAbsent',
    scope: 'model',
    followsTraffic: true,
    needs: ['requests'],
    summary: `${theModel} has disappeared`,
    description: 'The inventory lists this model, but no server reports any request counter for it.',
    panel: { board: 'overview', panel: 'models-up' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          max by (${K}) (${thresholds.minimumRate})
          unless on (${K})
          ${signals.requests.series}
        `,
        for: minutes(10),
      },
    ],
  },
  {
    name: 'ModelTrafficStopped',
    scope: 'model',
    followsTraffic: true,
    needs: ['requests'],
    summary: `${theModel} gets too few requests`,
    description:
      'The server is up but answers {{ $value | humanize }} requests per second; more are expected.',
    panel: { board: 'model', panel: 'traffic' },
    // Whom nobody can reach, nobody asks.
    inhibitedBy: ['ModelProbeFailing'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          ${signals.requests.series} < on (${K}) max by (${K}) (${thresholds.minimumRate})
          or
          ${signals.requests.series} == 0 and on (${K}) ${thresholds.minimumRate}
        `,
        for: minutes(10),
      },
    ],
  },
  {
    name: 'ModelTargetsDown',
    scope: 'model',
    needs: [],
    summary: `Metrics of ${theModel} cannot be read`,
    description: 'More than half of the pods of an endpoint do not answer, or a monitor finds no pod at all.',
    panel: { board: 'model', panel: 'targets' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${records.targetsUp} < 0.5
          or
          ${records.sourcesFound} < on (${K}) max by (${K}) (${thresholds.sources})
          or
          max by (${K}) (${thresholds.sources}) unless on (${K}) ${records.sourcesFound}
        `,
        for: minutes(10),
      },
    ],
  },
  {
    name: 'ModelProbeFailing',
    scope: 'model',
    needs: ['probe'],
    summary: `${theModel} cannot be reached`,
    description:
      'Calls of the address in the entry, made from outside the pods, are not answered as expected.',
    panel: { board: 'model', panel: 'probe' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'by-tier',
        // A probe that nobody makes is no failure of the model: its endpoint is one of those that must be found.
        expression: promql`${signals.probe.series} < on (${K}) max by (${K}) (${thresholds.probe})`,
        for: minutes(5),
      },
    ],
  },
  {
    name: 'ModelCardinalityBudget',
    scope: 'model',
    needs: [],
    summary: `${theModel} has too many time series`,
    description:
      'The pages of the model hold {{ $value | humanize }} series, more than its environment plans for one model.',
    panel: { board: 'model', panel: 'series' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        expression: promql`${records.seriesStored} > on (${K}) max by (${K}) (${thresholds.seriesBudget})`,
        for: minutes(15),
        keepFiringFor: minutes(15),
      },
    ],
  },
];

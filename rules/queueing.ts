import { minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { practice } from '../models/practice';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { theModel, type ModelAlert } from './alert';
import { pagingShare } from './composite-records';
import { eventsWithin, minimumBadEvents } from './evidence';
import { promql } from './promql';

const { series: requests } = signals.requests;
const { series: saturation } = signals.saturation;
const { series: preemptions } = signals.preemptions;
const { series: rejections } = signals.rejections;
const depth = signals.queueDepth.series;

/**
 * Whether a server gets more than it can work on: the early signs, before a budget burns. A full server is fine as long
 * as nobody notices, so each asks for a consequence as well.
 */
export const queueingAlerts: readonly ModelAlert[] = [
  {
    name: 'ModelQueueGrowing',
    scope: 'model',
    needs: ['queueDepth'],
    oneOf: ['queueWait', 'queueWaitMean', 'inflight'],
    summary: `More and more requests to ${theModel} wait`,
    description:
      '{{ $value | humanize }} requests wait, more than ten minutes ago, and longer than they should.',
    panel: { board: 'model', panel: 'queue' },
    inhibitedBy: [
      'ModelFirstTokenBudgetBurn',
      'ModelLatencyBudgetBurn',
      'ModelLatencyMeanHigh',
      'ModelQueueWaitBudgetBurn',
      'ModelQueueWaitMeanHigh',
      'ModelKvCacheSaturated',
    ],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${records.backlog}
          and on (${K})
          min_over_time(${depth}[${minutes(10)}]) > 0
          and on (${K})
          deriv(${depth}[${minutes(10)}]) > 0
        `,
        for: minutes(10),
        keepFiringFor: minutes(5),
      },
    ],
  },
  {
    name: 'ModelKvCacheSaturated',
    scope: 'model',
    needs: ['saturation'],
    oneOf: ['timeToFirstToken', 'preemptions'],
    summary: `${theModel} has no memory left for more requests`,
    description:
      '{{ $value | humanizePercentage }} of the cache or the slots are in use, and answers begin late or are interrupted.',
    panel: { board: 'model', panel: 'saturation' },
    inhibitedBy: ['ModelFirstTokenBudgetBurn'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          (
            ${saturation} > ${practice.saturation}
            and on (${K})
            ${records.slowRatio('timeToFirstToken', minutes(5))} > on (${K}) ${pagingShare(thresholds.firstTokenBudget)}
          )
          or
          (
            ${saturation} > ${practice.saturation}
            and on (${K})
            ${preemptions} > 0
          )
        `,
        for: minutes(10),
        keepFiringFor: minutes(5),
      },
    ],
  },
  {
    name: 'ModelPreemptionsSustained',
    scope: 'model',
    needs: ['requests', 'preemptions'],
    summary: `${theModel} works on many requests twice`,
    description:
      '{{ $value | humanizePercentage }} of requests are thrown out of the running batch and begun anew.',
    panel: { board: 'model', panel: 'preemptions' },
    inhibitedBy: ['ModelFirstTokenBudgetBurn', 'ModelKvCacheSaturated'],
    conditions: [
      {
        severity: 'warning',
        expression: promql`
          ${preemptions} / (${requests} > 0) > ${practice.preemptionShare}
          and on (${K})
          ${eventsWithin(preemptions, minutes(15))} >= ${minimumBadEvents}
        `,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'ModelAdmissionRejections',
    scope: 'model',
    needs: ['requests', 'rejections'],
    summary: `${theModel} turns requests away`,
    description: '{{ $value | humanizePercentage }} of requests are refused because the server is full.',
    panel: { board: 'model', panel: 'traffic' },
    // Refused requests are failed ones.
    inhibitedBy: ['ModelErrorBudgetBurn'],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          ${rejections} / (${requests} > 0) > ${practice.rejectionShare}
          and on (${K})
          ${eventsWithin(rejections, minutes(15))} >= ${minimumBadEvents}
        `,
        for: minutes(5),
        keepFiringFor: minutes(10),
      },
    ],
  },
];

import { minutes } from '../models/duration';
import type { ModelPanelKey } from '../models/links';
import { K } from '../models/names';
import { slowRatio } from '../models/ratios';
import { records } from '../models/records';
import { signals } from '../models/signals';
import { timingNames, timingOf, timings, type TimingName } from '../models/timings';
import { theModel, type ModelAlert } from './alert';
import { burnConditions, type Evidence } from './burn-condition';
import { eventsWithin } from './evidence';
import { joined, promql } from './promql';

/** Requests below which a mean, or the gaps between the tokens of a few answers, say nothing. */
const minimumRequests = 20;

/** A GPU that fails or is slowed down explains every slowness of the models on it. */
const hardware = 'ModelGpuFaulty';

interface Wording extends Pick<ModelAlert, 'name' | 'summary' | 'description' | 'inhibitedBy'> {
  readonly panel: ModelPanelKey;
}

/** Too many events are slower than a quantile promises. */
const budgetBurn = (
  timing: TimingName,
  { panel, ...wording }: Wording,
  ...besides: readonly Evidence[]
): ModelAlert => ({
  ...wording,
  scope: 'model',
  needs: [timingOf(timing).signal, ...(besides.length === 0 ? [] : (['requests'] as const))],
  panel: { board: 'model', panel },
  conditions: burnConditions(slowRatio(timing), ...besides),
});

/** The mean is above what was promised, for servers without a histogram. */
const meanHigh = (
  { mean, meanBound }: (typeof timings)['latency' | 'queueWait'],
  { panel, ...wording }: Wording,
): ModelAlert => ({
  ...wording,
  scope: 'model',
  needs: ['requests', mean],
  panel: { board: 'model', panel },
  conditions: [
    {
      severity: 'by-tier',
      expression: promql`
        ${signals[mean].series} > on (${K}) max by (${K}) (${meanBound})
        and on (${K})
        ${eventsWithin(signals.requests.series, minutes(10))} >= ${minimumRequests}
      `,
      for: minutes(10),
      keepFiringFor: minutes(5),
    },
  ],
});

/**
 * The server answers, but what was promised cannot be counted: no bucket ends at the objective, or there is no histogram
 * at all. Entries are checked against what a runtime has by default; a server may be built or started otherwise.
 */
const boundMissing: ModelAlert = {
  name: 'ModelLatencyBoundMissing',
  scope: 'model',
  needs: ['requests'],
  oneOf: timingNames.map((timing) => timingOf(timing).signal),
  summary: `An objective of ${theModel} cannot be judged`,
  description:
    'The server answers, but has no histogram for one of its objectives on time, or no bucket that ends at it.',
  panel: { board: 'model', panel: 'slow-ratio' },
  inhibitedBy: [],
  conditions: [
    {
      severity: 'warning',
      expression: joined(
        timingNames.map(
          (timing) => promql`
            max by (${K}) (${timingOf(timing).bound})
            and on (${K})
            (${signals.requests.series} > 0 or ${records.timedRate(timing)} > 0)
            unless on (${K})
            ${records.slowRate(timing)}
          `,
        ),
        'or',
      ),
      for: minutes(15),
    },
  ],
};

/**
 * The time that requests and their parts take against objectives: a budget where there is a histogram, else a mean. What
 * users notice most keeps the rest quiet, so that one slow model is one page: the first token, then the pace of the
 * answer, then the whole of it, then the wait before it.
 */
export const latencyAlerts: readonly ModelAlert[] = [
  budgetBurn('latency', {
    name: 'ModelLatencyBudgetBurn',
    summary: `${theModel} answers too slowly`,
    description:
      '{{ $value | humanizePercentage }} of requests take longer than the latency objective; its budget is spent too fast.',
    panel: 'slow-ratio',
    inhibitedBy: ['ModelDegraded', hardware, 'ModelFirstTokenBudgetBurn', 'ModelInterTokenBudgetBurn'],
  }),
  budgetBurn('timeToFirstToken', {
    name: 'ModelFirstTokenBudgetBurn',
    summary: `${theModel} begins its answers too late`,
    description:
      '{{ $value | humanizePercentage }} of answers begin later than the objective for the first token; its budget is spent too fast.',
    panel: 'ttft-slow-ratio',
    inhibitedBy: ['ModelDegraded', hardware],
  }),
  budgetBurn(
    'interTokenLatency',
    {
      name: 'ModelInterTokenBudgetBurn',
      summary: `${theModel} writes its answers too slowly`,
      description:
        '{{ $value | humanizePercentage }} of gaps between tokens are longer than the objective; its budget is spent too fast.',
      panel: 'itl-slow-ratio',
      inhibitedBy: ['ModelDegraded', hardware, 'ModelFirstTokenBudgetBurn'],
    },
    // One answer has hundreds of gaps: many slow ones may be a single caller's.
    { rate: signals.requests.series, least: minimumRequests },
  ),
  budgetBurn('queueWait', {
    name: 'ModelQueueWaitBudgetBurn',
    summary: `Requests to ${theModel} wait too long`,
    description:
      '{{ $value | humanizePercentage }} of requests wait longer than the objective before they are worked on; its budget is spent too fast.',
    panel: 'queue-slow-ratio',
    inhibitedBy: [hardware, 'ModelFirstTokenBudgetBurn', 'ModelLatencyBudgetBurn', 'ModelLatencyMeanHigh'],
  }),
  boundMissing,
  meanHigh(timings.latency, {
    name: 'ModelLatencyMeanHigh',
    summary: `${theModel} answers too slowly on average`,
    description: 'The mean latency of {{ $value | humanizeDuration }} is above the objective.',
    panel: 'latency-mean',
    inhibitedBy: [hardware, 'ModelFirstTokenBudgetBurn', 'ModelInterTokenBudgetBurn'],
  }),
  meanHigh(timings.queueWait, {
    name: 'ModelQueueWaitMeanHigh',
    summary: `Requests to ${theModel} wait too long on average`,
    description: 'The mean wait of {{ $value | humanizeDuration }} is above the objective.',
    panel: 'queue-wait-mean',
    inhibitedBy: [hardware, 'ModelFirstTokenBudgetBurn', 'ModelLatencyBudgetBurn', 'ModelLatencyMeanHigh'],
  }),
];

import { minutes } from '../models/duration';
import { K, thresholds } from '../models/names';
import { records } from '../models/records';
import { scrapeInterval } from '../models/scrape-interval';
import { signals } from '../models/signals';
import { theModel, type Alert } from './alert';
import { burnConditions } from './burn-condition';
import { numberOfSeconds, promql } from './promql';

/** Requests within ten minutes below which a mean says nothing. */
const minimumRequests = 20;

/** The time that requests take against the latency objective: a budget where there is a histogram, else a mean. */
export const latencyAlerts: readonly Alert[] = [
  {
    name: 'ModelLatencyBudgetBurn',
    scope: 'model',
    needs: ['requests', 'latency'],
    summary: `${theModel} answers too slowly`,
    description:
      '{{ $value | humanizePercentage }} of requests take longer than the latency objective; its budget is spent too fast.',
    panel: { board: 'model', panel: 'slow-ratio' },
    inhibitedBy: [],
    conditions: burnConditions({
      ratio: records.slowRatio,
      badRate: records.slowRate,
      budget: thresholds.latencyBudget,
    }),
  },
  {
    name: 'ModelLatencyBoundMissing',
    scope: 'model',
    needs: ['requests', 'latency'],
    summary: `The latency objective of ${theModel} cannot be judged`,
    description: 'The server answers, but its histogram has no bucket that ends at the objective.',
    panel: { board: 'model', panel: 'slow-ratio' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'warning',
        // Entries are checked against the bounds that a runtime has by default; a server may be built with others.
        expression: promql`
          ${records.latencyCount} > 0
          unless on (${K})
          ${records.slowRate}
        `,
        for: minutes(15),
      },
    ],
  },
  {
    name: 'ModelLatencyMeanHigh',
    scope: 'model',
    needs: ['requests', 'latencyMean'],
    summary: `${theModel} answers too slowly on average`,
    description: 'The mean latency of {{ $value | humanizeDuration }} is above the objective.',
    panel: { board: 'model', panel: 'latency-mean' },
    inhibitedBy: [],
    conditions: [
      {
        severity: 'by-tier',
        expression: promql`
          ${signals.latencyMean.series} > on (${K}) max by (${K}) (${thresholds.latencyMean})
          and on (${K})
          ${numberOfSeconds(scrapeInterval)} * sum_over_time(${signals.requests.series}[${minutes(10)}])
            >= ${minimumRequests}
        `,
        for: minutes(10),
        keepFiringFor: minutes(5),
      },
    ],
  },
];

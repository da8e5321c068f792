import { inSeconds } from '../models/duration';
import type { Model, Source } from '../models/model';
import type { Severity } from '../models/names';
import type { Conduct } from './fleet/conduct';

/** Something that can go wrong with a simulated model, and what the product must make of it. */
export interface Fault {
  readonly id: string;
  readonly title: string;
  readonly effect: string;
  /** Faults of one area hide each other; `all` hides everything. */
  readonly area: 'requests' | 'accuracy' | 'drift' | 'batch' | 'all';
  /** The alert that tells of it; `undefined` where the model cannot have this fault or nothing watches it. */
  readonly alert: (model: Model) => ExpectedAlert | undefined;
  readonly apply: (conduct: Conduct, model: Model, source: Source, pace: number) => Conduct;
}

export interface ExpectedAlert {
  readonly name: string;
  readonly severity: Severity;
}

const failing = 0.5;
const slower = 20;
/** However fast a server usually is, a latency fault takes it this far beyond its objective. */
const beyondObjective = 3;
const lost = 0.85;
const overdueBy = 1.2;

/** Where the model's tier decides how bad it is. */
const byTier = (name: string, model: Model): ExpectedAlert => ({
  name,
  severity: model.tier === 'critical' ? 'critical' : 'warning',
});

const expectsRequests = (model: Model): boolean =>
  model.traffic.pattern === 'continuous' && model.signals.includes('requests');

export const faults: readonly Fault[] = [
  {
    id: 'errors',
    title: 'Errors',
    effect: 'half of all requests fail',
    area: 'requests',
    alert: (model) =>
      model.availability === undefined ? undefined : { name: 'ModelErrorBudgetBurn', severity: 'critical' },
    apply: (conduct) => ({ ...conduct, errorRatio: failing }),
  },
  {
    id: 'latency',
    title: 'Latency',
    effect: `requests take ${slower} times as long or more`,
    area: 'requests',
    alert: (model) => {
      if (model.latency === undefined) return undefined;
      if (model.latency.kind === 'mean') return byTier('ModelLatencyMeanHigh', model);
      return { name: 'ModelLatencyBudgetBurn', severity: 'critical' };
    },
    apply: (conduct, model) => ({
      ...conduct,
      slowdown: Math.max(slower, (beyondObjective * (model.latency?.seconds ?? 0)) / (conduct.median ?? 1)),
    }),
  },
  {
    id: 'traffic',
    title: 'No traffic',
    effect: 'requests stop coming',
    area: 'requests',
    alert: (model) => (expectsRequests(model) ? byTier('ModelTrafficStopped', model) : undefined),
    apply: (conduct) => ({ ...conduct, load: 0 }),
  },
  {
    id: 'accuracy',
    title: 'Accuracy',
    effect: 'the latest evaluation is far below the floor',
    area: 'accuracy',
    alert: (model) => (model.accuracy === undefined ? undefined : byTier('ModelAccuracyBelowFloor', model)),
    apply: (conduct, model) => ({ ...conduct, accuracy: lost * (model.accuracy?.floor ?? 1) }),
  },
  {
    id: 'drift',
    title: 'Drift',
    effect: 'every feature is flagged as drifted',
    area: 'drift',
    alert: (model) =>
      model.drift === undefined ? undefined : { name: 'ModelDriftWidespread', severity: 'warning' },
    apply: (conduct) => ({ ...conduct, drifted: true }),
  },
  {
    id: 'overdue',
    title: 'Overdue',
    effect: 'no run has succeeded for longer than the schedule allows',
    area: 'batch',
    alert: (model) => (model.batch === undefined ? undefined : byTier('ModelBatchOverdue', model)),
    apply: (conduct, model, _, pace) => ({
      ...conduct,
      batchAge: model.batch === undefined ? 0 : (overdueBy * inSeconds(model.batch.silence)) / pace,
    }),
  },
  {
    id: 'down',
    title: 'Down',
    effect: 'the server drops every connection',
    area: 'all',
    // Where a quality job goes on answering, half of the targets are up and only the requests are missed.
    alert: (model) => {
      if (model.sources.length === 1) return { name: 'ModelTargetsDown', severity: 'warning' };
      return expectsRequests(model) ? byTier('ModelAbsent', model) : undefined;
    },
    apply: (conduct, model, source) => ({ ...conduct, down: source.name === model.name }),
  },
];

/** The fault that no model has: broken hardware on the node of the GPU pool. */
export const gpuFault = {
  id: 'gpu',
  title: 'GPU falls off the bus (XID 79)',
  alert: { name: 'GpuXidHardwareError', severity: 'critical' },
} as const satisfies { id: string; title: string; alert: ExpectedAlert };

/** Faults that the model can have and that something watches. */
export const faultsOf = (model: Model): readonly Fault[] =>
  faults.filter((fault) => fault.alert(model) !== undefined);

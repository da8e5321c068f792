import { inSeconds } from '../models/duration';
import type { Model, Source } from '../models/model';
import type { Severity } from '../models/names';
import { timingOf } from '../models/timings';
import type { Conduct } from './fleet/conduct';

/** Something that can go wrong with a simulated model, and what the product must make of it. */
export interface Fault {
  readonly id: string;
  readonly title: string;
  readonly effect: string;
  /** Faults of one area hide each other; `all` hides everything. */
  readonly area: 'requests' | 'accuracy' | 'drift' | 'batch' | 'probe' | 'logs' | 'all';
  /** The alert of the catalogue that tells of it; `undefined` where the model cannot have it or nothing watches it. */
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
const personal = 0.1;

/** Where the model's tier decides how bad it is. */
const byTier = (name: string, model: Model): ExpectedAlert => ({
  name,
  severity: model.tier === 'critical' ? 'critical' : 'warning',
});

const expectsRequests = (model: Model): boolean =>
  model.traffic.pattern === 'continuous' && model.signals.includes('requests');

/** What is slow, and the alert that tells of it where the entry promises a quantile. */
const slowness = [
  {
    timing: 'latency',
    id: 'latency',
    title: 'Latency',
    what: 'requests take',
    alert: 'ModelLatencyBudgetBurn',
  },
  {
    timing: 'timeToFirstToken',
    id: 'first-token',
    title: 'First token',
    what: 'answers begin after',
    alert: 'ModelFirstTokenBudgetBurn',
  },
  {
    timing: 'interTokenLatency',
    id: 'inter-token',
    title: 'Pace of answers',
    what: 'gaps between tokens are',
    alert: 'ModelInterTokenBudgetBurn',
  },
  {
    timing: 'queueWait',
    id: 'queue',
    title: 'Queue',
    what: 'requests wait',
    alert: 'ModelQueueWaitBudgetBurn',
  },
] as const;

const slownessFaults: readonly Fault[] = slowness.map(({ timing, id, title, what, alert }) => ({
  id,
  title,
  effect: `${what} ${slower} times as long or more`,
  area: 'requests',
  alert: (model) => {
    const objective = timingOf(timing).objective(model);
    if (objective === undefined) return undefined;
    if (objective.kind === 'quantile') return { name: alert, severity: 'critical' };
    return byTier(timing === 'latency' ? 'ModelLatencyMeanHigh' : 'ModelQueueWaitMeanHigh', model);
  },
  apply: (conduct, model) => ({
    ...conduct,
    slowdown: {
      ...conduct.slowdown,
      [timing]: Math.max(
        slower,
        (beyondObjective * (timingOf(timing).objective(model)?.seconds ?? 0)) /
          (conduct.medians[timing] ?? 1),
      ),
    },
  }),
}));

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
  ...slownessFaults,
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
    alert: (model) =>
      model.accuracy?.floor === undefined ? undefined : byTier('ModelAccuracyBelowFloor', model),
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
    id: 'unreachable',
    title: 'Unreachable',
    effect: 'calls from outside get no answer',
    area: 'probe',
    alert: (model) => (model.probe === undefined ? undefined : byTier('ModelProbeFailing', model)),
    apply: (conduct) => ({ ...conduct, reachable: false }),
  },
  {
    id: 'logs',
    title: 'Logs',
    effect: 'no line of its log arrives',
    area: 'logs',
    alert: ({ signals }) =>
      signals.includes('requests') && signals.includes('logLines')
        ? { name: 'ModelLogsSilent', severity: 'warning' }
        : undefined,
    apply: (conduct) => ({ ...conduct, linesPerRequest: 0 }),
  },
  {
    id: 'personal',
    title: 'Personal data',
    effect: 'in every tenth line of its log stands something about a person',
    area: 'logs',
    alert: ({ signals }) =>
      signals.includes('logLines') ? { name: 'ModelLogsPersonalData', severity: 'warning' } : undefined,
    apply: (conduct) => ({ ...conduct, personalShare: personal }),
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
    apply: (conduct, model, source) => ({
      ...conduct,
      down: source.name === model.name,
      reachable: false,
    }),
  },
];

/** The fault that no model has: broken hardware on the node of the GPU pool. */
export const gpuFault = {
  id: 'gpu',
  title: 'GPU falls off the bus (XID 79)',
  alert: { name: 'GpuXidHardwareError', severity: 'critical' },
} as const satisfies { id: string; title: string; alert: ExpectedAlert };

/** Faults that the model can have and of which somebody is told. */
export const faultsOf = (model: Model): readonly Fault[] =>
  faults.filter((fault) => expectedAlert(fault, model) !== undefined);

/** The alert of a fault as the model's entry wants it; `undefined` where it wants none, or one of which nobody is told. */
export function expectedAlert(fault: Fault, model: Model): ExpectedAlert | undefined {
  const alert = fault.alert(model);
  const change = model.alertChanges.find((one) => one.alert === alert?.name);
  const severity = change?.severity ?? alert?.severity;
  if (alert === undefined || change?.off !== undefined || severity === undefined || severity === 'info')
    return undefined;
  return { ...alert, severity };
}

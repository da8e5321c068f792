import type { ModelKind } from './runtime';
import { everyKind, type Signal, type SignalOrigin } from './signal';
import { cluster } from './vocabulary/cluster';
import { generation } from './vocabulary/generation';
import { quality } from './vocabulary/quality';
import { requests } from './vocabulary/requests';
import { runs } from './vocabulary/runs';

export { signalFamilies, type Signal, type SignalFamily, type SignalForm, type SignalOrigin } from './signal';

/** The closed vocabulary of what can be observed of a model. */
export const signals = {
  ...requests,
  ...generation,
  ...runs,
  ...cluster,
  ...quality,
  business: {
    family: 'business',
    origin: 'entry',
    kinds: everyKind,
    form: 'rate',
    unit: 'as the entry says, by metric',
    meaning: 'what the model is there for, in numbers that the entry names',
    series: 'model:business:rate1h',
    labels: ['metric'],
  },
} as const satisfies Record<string, Signal>;

export type SignalName = keyof typeof signals;

/** In the order in which they are listed above, which is the order of reports and panels. */
export const signalNames = Object.keys(signals) as readonly SignalName[];

export const originOf = (signal: SignalName): SignalOrigin => signals[signal].origin;

/** Signals that are recorded by version too: what a new version must not make worse. */
export const signalsByVersion = ['requests', 'errors', 'latency', 'timeToFirstToken'] as const;

export const isByVersion = (signal: SignalName): boolean =>
  (signalsByVersion as readonly SignalName[]).includes(signal);

/** Signals that another job than the server may publish, named by `quality.from` of an entry. */
export const isQualitySignal = (signal: SignalName): boolean => originOf(signal) === 'quality';

/** Whether a model of the kind is expected to have it. */
export const isExpectedOf = (signal: SignalName, kind: ModelKind): boolean =>
  (signals[signal].kinds as readonly ModelKind[]).includes(kind);

/** Whether a signal is the mean of what another one distributes. */
export const isMeanOf = (mean: SignalName, distribution: SignalName): boolean =>
  signals[distribution].form === 'distribution' && mean === `${distribution}Mean`;

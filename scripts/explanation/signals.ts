import type { Model } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import { isQualitySignal, signalNames, signals, type SignalName } from '../../models/signals';

export interface FedSignal {
  readonly signal: SignalName;
  readonly series: string;
  readonly unit: string;
  /** The monitor that brings it. */
  readonly from: string;
}
export interface UnfedSignal {
  readonly signal: SignalName;
  readonly reason: string;
}

/** Signals that the model feeds, in the order of the vocabulary. */
export const fedSignals = (model: Model): readonly FedSignal[] =>
  signalNames.flatMap((signal) => {
    const source = model.sources.find((one) => one.signals.includes(signal));
    const { series, unit } = signals[signal];
    return source === undefined ? [] : [{ signal, series, unit, from: source.name }];
  });

/** Signals that cannot be observed of the model, with the reason. */
export const unfedSignals = (model: Model): readonly UnfedSignal[] =>
  signalNames
    .filter((signal) => !model.signals.includes(signal))
    .map((signal) => ({ signal, reason: reasonFor(signal, model) }));

function reasonFor(signal: SignalName, model: Model): string {
  const { title, feeds } = runtimes[model.runtime];
  // The runtime can feed it: the server is shared, and these series do not say which model they are about.
  if (feeds[signal] !== undefined) return 'the server does not say which of its models it means';
  const elsewhere = runtimes.custom.feeds[signal] !== undefined && isQualitySignal(signal);
  return elsewhere ? `${title} does not tell; quality.from names pods that do` : `${title} does not tell`;
}

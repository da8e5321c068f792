import type { Model, Source } from '../../models/model';
import { onceFor } from '../../models/once-for';
import { runtimes } from '../../models/runtimes';
import { signalNames, signals, type SignalName } from '../../models/signals';
import { whyMissing } from '../../models/why-missing';

export interface FedSignal {
  readonly signal: SignalName;
  readonly series: string;
  readonly unit: string;
  /** The monitor that brings it, or who else does. */
  readonly from: string;
  /** Which servers tell it, where those with the usual flags do not. */
  readonly only?: string;
}
export interface UnfedSignal {
  readonly signal: SignalName;
  readonly reason: string;
}

/** Signals that the model feeds, in the order of the vocabulary. */
export const fedSignals = (model: Model): readonly FedSignal[] =>
  signalNames.flatMap((signal) => {
    if (!model.signals.includes(signal)) return [];
    const { series, unit, origin } = signals[signal];
    const source = model.sources.find((one) => one.signals.includes(signal));
    const from = source?.name ?? (origin === 'cluster' ? "the cluster's exporters" : 'the entry');
    const only = source === undefined ? undefined : onlyWhere(source, signal);
    return [{ signal, series, unit, from, ...(only === undefined ? {} : { only }) }];
  });

/** Versions or flavours that tell the signal, where the usual one does not. */
function onlyWhere({ runtime }: Source, signal: SignalName): string | undefined {
  const { pages } = runtimes[runtime];
  const tells = pages.filter(({ lacks }) => lacks?.includes(signal) !== true);
  return tells.includes(pages[0]) ? undefined : tells.map(({ version }) => version).join(', ');
}

/** Signals that cannot be observed of the model, with the reason. */
export const unfedSignals = onceFor((model: Model): readonly UnfedSignal[] =>
  signalNames.flatMap((signal) => {
    const reason = whyMissing(model, signal);
    return reason === undefined ? [] : [{ signal, reason }];
  }),
);

import type { Model } from '../models/model';
import { isExpectedOf, signalFamilies, signalNames, signals, type SignalName } from '../models/signals';
import { isOfGpus, whyMissing } from '../models/why-missing';

/** One line on what the board leaves out, by reason; undefined where it leaves out nothing. */
export function notObserved(model: Model): string | undefined {
  const byReason = new Map<string, SignalName[]>();
  for (const signal of signalNames) {
    const reason = concerns(signal, model) ? whyMissing(model, signal) : undefined;
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), signal]);
  }
  if (byReason.size === 0) return undefined;
  const parts = [...byReason].map(
    ([reason, missing]) => `**${namesOf(missing, model).join(', ')}** (${reason})`,
  );
  return `Not observed: ${parts.join('; ')}.`;
}

/** Whether anybody would look for it. */
const concerns = (signal: SignalName, { kind, gpu }: Model): boolean =>
  isExpectedOf(signal, kind) && (gpu !== undefined || !isOfGpus(signal));

/** Names of signals, or that of their family where nothing of it is left: few entries ask for most of it. */
function namesOf(missing: readonly SignalName[], model: Model): readonly string[] {
  const names = missing.map((signal) => {
    const { family } = signals[signal];
    const expected = signalNames.filter((one) => signals[one].family === family && concerns(one, model));
    return expected.length > 1 && expected.every((one) => missing.includes(one))
      ? uncapitalised(signalFamilies[family])
      : wordsOf(signal);
  });
  return [...new Set(names)];
}

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** `timeToFirstToken` as people say it. */
const wordsOf = (signal: SignalName): string =>
  signal
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replace(/^[cg]pu/, (name) => name.toUpperCase());

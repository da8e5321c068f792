import type { Model } from '../models/model';
import type { ModelKind } from '../models/runtime';
import { runtimes } from '../models/runtimes';
import { isQualitySignal, type SignalName } from '../models/signals';

/** Something that people look for on a model's board. */
interface Aspect {
  readonly name: string;
  readonly signal: SignalName;
  readonly kinds: readonly ModelKind[];
  /** What the entry must say beyond the signal being there. */
  readonly asked?: { readonly of: (model: Model) => unknown; readonly how: string };
}

const served: readonly ModelKind[] = ['online', 'llm'];
const everyKind: readonly ModelKind[] = ['online', 'llm', 'batch'];

const aspects: readonly Aspect[] = [
  { name: 'requests', signal: 'requests', kinds: served },
  {
    name: 'error budget',
    signal: 'errors',
    kinds: served,
    asked: {
      of: ({ availability }) => availability,
      how: 'no objective is set; see objectives.availability',
    },
  },
  { name: 'latency quantiles', signal: 'latency', kinds: served },
  { name: 'mean latency', signal: 'latencyMean', kinds: served },
  { name: 'requests in flight', signal: 'inflight', kinds: served },
  { name: 'queue', signal: 'queueDepth', kinds: served },
  { name: 'saturation', signal: 'saturation', kinds: served },
  { name: 'tokens', signal: 'tokens', kinds: ['llm'] },
  {
    name: 'accuracy',
    signal: 'accuracy',
    kinds: everyKind,
    asked: { of: ({ accuracy }) => accuracy, how: 'not asked for; see quality in the entry' },
  },
  {
    name: 'drift',
    signal: 'drift',
    kinds: everyKind,
    asked: { of: ({ drift }) => drift, how: 'not asked for; see quality in the entry' },
  },
];

/** One line on what the board leaves out, by reason; undefined where it leaves out nothing. */
export function notObserved(model: Model): string | undefined {
  const byReason = new Map<string, string[]>();
  for (const aspect of aspects) {
    const reason = aspect.kinds.includes(model.kind) ? reasonOf(aspect, model) : undefined;
    if (reason !== undefined) byReason.set(reason, [...(byReason.get(reason) ?? []), aspect.name]);
  }
  if (byReason.size === 0) return undefined;
  const parts = [...byReason].map(([reason, names]) => `**${names.join(', ')}** (${reason})`);
  return `Not observed: ${parts.join('; ')}.`;
}

/** Why an aspect is not on the board of a model; undefined where it is. */
function reasonOf({ signal, asked }: Aspect, model: Model): string | undefined {
  if (model.signals.includes(signal))
    return asked === undefined || asked.of(model) !== undefined ? undefined : asked.how;
  const runtime = runtimes[model.runtime];
  if (isQualitySignal(signal)) return 'nobody publishes them; see quality.from';
  if (runtime.feeds[signal] !== undefined) return 'the server does not say which of its models it means';
  return `${runtime.title} does not tell`;
}

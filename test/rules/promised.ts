/** Something that can be promised of events, and what is recorded of it, by names without their level: read by hand, once. */
export interface Promised {
  readonly objective: string;
  /** Bad events, and all that they are a share of. */
  readonly recorded: string;
  readonly all: string;
  /** Threshold series of the budget. */
  readonly budgets: string;
  /** Where times decide what is bad: their buckets, the threshold series of the longest, and whether versions are told apart. */
  readonly timed?: { readonly bucket: string; readonly bound: string; readonly byVersion: boolean };
}

const timed = (
  objective: string,
  name: string,
  recorded: string,
  byVersion: boolean,
): Promised & Required<Pick<Promised, 'timed'>> => ({
  objective,
  recorded,
  all: `${name}_count`,
  budgets: `model:threshold:${name}_budget`,
  timed: { bucket: `${name}_bucket`, bound: `model:threshold:${name}`, byVersion },
});

export const promised = {
  availability: {
    objective: 'availability',
    recorded: 'errors',
    all: 'requests',
    budgets: 'model:threshold:error_budget',
  },
  latency: timed('latency', 'latency', 'slow', true),
  firstToken: timed('timeToFirstToken', 'ttft', 'ttft_slow', true),
  interToken: timed('interTokenLatency', 'itl', 'itl_slow', false),
  queueWait: timed('queueWait', 'queue_wait', 'queue_wait_slow', false),
} as const satisfies Readonly<Record<string, Promised>>;

export const allPromised: readonly Promised[] = Object.values(promised);

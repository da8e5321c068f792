/** Units of Grafana that boards use, by meaning; the lint accepts no other. */
export const units = {
  requestRate: 'reqps',
  /** From 0 to 1, shown in percent. */
  ratio: 'percentunit',
  /** Scales itself: ms, s, min, hours. */
  seconds: 's',
  milliseconds: 'ms',
  microseconds: 'µs',
  /** Seconds, shown as `5 hours 2 mins`. */
  age: 'dtdurations',
  count: 'short',
  tokenRate: 'count:tok/s',
  /** How many times faster than evenly an error budget is spent. */
  burn: 'suffix:×',
  celsius: 'celsius',
  /** A state that is shown by its text. */
  state: 'none',
} as const;

export type Unit = (typeof units)[keyof typeof units];

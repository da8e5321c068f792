/** Units of Grafana that boards use, by meaning; beside those that entries name, the lint accepts no other. */
export const units = {
  requestRate: 'reqps',
  /** From 0 to 1, shown in percent. */
  ratio: 'percentunit',
  /** Scales itself: ms, s, min, hours. */
  seconds: 's',
  milliseconds: 'ms',
  microseconds: 'µs',
  nanoseconds: 'ns',
  /** A moment, in milliseconds since 1970, shown as how long ago it was. */
  moment: 'dateTimeFromNow',
  /** Seconds, shown as `5 hours 2 mins`. */
  age: 'dtdurations',
  count: 'short',
  tokenRate: 'count:tok/s',
  rowRate: 'count:rows/s',
  lineRate: 'count:lines/s',
  /** Events of any other kind. */
  eventRate: 'count:/s',
  perHour: 'count:/h',
  cores: 'count:cores',
  bytes: 'bytes',
  /** How many times faster than evenly an error budget is spent. */
  burn: 'suffix:×',
  celsius: 'celsius',
  watts: 'watt',
  /** A state that is shown by its text. */
  state: 'none',
} as const;

/** A unit that an entry names, or the currency of an environment. */
export type OwnUnit = `suffix:${string}`;
export const ownUnit = (name: string): OwnUnit => `suffix:${name}`;

/** Amounts of money, and what is paid by the hour. */
export const moneyUnits = (currency: string) =>
  ({ amount: `count:${currency}`, perHour: `count:${currency}/h` }) as const;
type MoneyUnit = ReturnType<typeof moneyUnits>[keyof ReturnType<typeof moneyUnits>];

export type Unit = (typeof units)[keyof typeof units] | OwnUnit | MoneyUnit;

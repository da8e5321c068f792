const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** What a quantity of Kubernetes amounts to: 0.5 for `500m`, 1024 for `1Ki`; `undefined` where it is none. */
export function quantity(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const [, digits, unit] = (typeof value === 'string' && /^(\d+(?:\.\d+)?)([a-zA-Z]*)$/.exec(value)) || [];
  const factor = factors[unit ?? ''];
  // As a text of few digits, because half a milli is no binary fraction.
  return digits === undefined || factor === undefined
    ? undefined
    : Number((Number(digits) * factor).toPrecision(12));
}

/**
 * A bound as Prometheus 3 stores it in `le`: always a float, so `1.0` and never `1`, and with an exponent of two digits
 * from a million upwards and below a ten-thousandth: `1e+06`, `5e-05`.
 */
export function printBound(bound: number): string {
  const [digits = '', exponent = '0'] = bound.toExponential().split('e');
  const power = Number(exponent);
  if (power >= 6 || power < -4) {
    return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  }
  return Number.isInteger(bound) ? bound.toFixed(1) : String(bound);
}

/** The two bounds below a value and the two above, in their own unit. */
export function nearestBounds(bounds: readonly number[], value: number): readonly number[] {
  const above = bounds.findIndex((bound) => bound > value);
  return above === -1 ? bounds.slice(-2) : bounds.slice(Math.max(0, above - 2), above + 2);
}

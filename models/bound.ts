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

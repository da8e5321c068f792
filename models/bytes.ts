/** Amounts of memory and disk in Kubernetes' notation: `512Mi`, `8Gi`, `1Ti`. */

const units = { Mi: 2 ** 20, Gi: 2 ** 30, Ti: 2 ** 40 } as const;

export const quantityPattern = /^([1-9]\d{0,5})(Mi|Gi|Ti)$/;

/**
 * Bytes of a quantity.
 *
 * @throws Error where it is none; those of files are checked when they are read
 */
export function bytesOf(quantity: string): number {
  const [, digits, unit] = quantityPattern.exec(quantity) ?? [];
  if (digits === undefined || unit === undefined) throw new Error(`"${quantity}" is no quantity`);
  return Number(digits) * units[unit as keyof typeof units];
}

/** A quantity of at least so many bytes, as people ask for it: steps of half a tenfold below 10Gi, of 10Gi above. */
export function roomFor(bytes: number): string {
  const gibibytes = bytes / units.Gi;
  if (gibibytes > 10) return `${Math.ceil(gibibytes / 10) * 10}Gi`;
  return `${[1, 2, 4, 6, 8, 10].find((one) => one >= gibibytes) ?? 10}Gi`;
}

/** For people, with one digit after the point below ten: `3.4Gi`, `120Gi`. */
export function printBytes(bytes: number): string {
  const unit = bytes >= units.Gi ? 'Gi' : 'Mi';
  const amount = bytes / units[unit];
  return `${amount < 10 ? Math.round(amount * 10) / 10 : Math.round(amount)}${unit}`;
}

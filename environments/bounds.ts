/** The two bounds below a value and the two above, in their own unit. */
export function nearestBounds(bounds: readonly number[], value: number): readonly number[] {
  const above = bounds.findIndex((bound) => bound > value);
  return above === -1 ? bounds.slice(-2) : bounds.slice(Math.max(0, above - 2), above + 2);
}

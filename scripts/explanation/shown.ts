/** Lists, labels and groups in one line. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(shown).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.keys(value).length === 0 ? 'none' : pairs(value as Readonly<Record<string, unknown>>);
}

/** Labels with their values, in one line. */
export const pairs = (group: Readonly<Record<string, unknown>>): string =>
  Object.entries(group)
    .map(([key, value]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? `${key} (${shown(value)})`
        : `${key}=${shown(value)}`,
    )
    .join(', ');

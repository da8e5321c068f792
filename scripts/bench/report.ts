/** What is measured, line by line, and whether all of it was within its limits. */
export interface Report {
  /** A value with the limit that it has, if any. */
  readonly row: (
    name: string,
    value: string,
    limit?: { readonly text: string; readonly holds: boolean },
  ) => void;
  readonly line: (text: string) => void;
  readonly isWithin: () => boolean;
}

export function startReport(write: (text: string) => void): Report {
  let isWithin = true;
  return {
    row(name, value, limit) {
      if (limit?.holds === false) isWithin = false;
      const verdict =
        limit === undefined ? '' : `   ${limit.text.padEnd(14)} ${limit.holds ? 'ok' : 'BEYOND'}`;
      write(`${name.padEnd(58)} ${value.padStart(22)}${verdict}\n`);
    },
    line: (text) => write(`${text}\n`),
    isWithin: () => isWithin,
  };
}

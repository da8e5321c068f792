/** What is measured, line by line, and whether all of it was within its limits. */
export interface Report {
  /** A value with the limit that it has, if any. */
  readonly row: (
    name: string,
    value: string,
    limit?: { readonly text: string; readonly holds: boolean },
  ) => void;
  readonly line: (text: string) => void;
  /** Says what is measured from here on, because it takes minutes. */
  readonly begin: (what: string) => void;
  /** What is measured now. */
  readonly current: () => string;
  readonly isWithin: () => boolean;
}

/** `write` takes what was measured, `tell` what goes on. */
export function startReport(write: (text: string) => void, tell: (text: string) => void): Report {
  let isWithin = true;
  let current = 'nothing';
  return {
    row(name, value, limit) {
      if (limit?.holds === false) isWithin = false;
      const verdict =
        limit === undefined ? '' : `   ${limit.text.padEnd(14)} ${limit.holds ? 'ok' : 'BEYOND'}`;
      write(`${name.padEnd(58)} ${value.padStart(22)}${verdict}\n`);
    },
    line: (text) => write(`${text}\n`),
    begin(what) {
      current = what;
      tell(`measuring ${what} …\n`);
    },
    current: () => current,
    isWithin: () => isWithin,
  };
}

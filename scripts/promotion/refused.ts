/** What stands in the way of a change of entries although every file is right: nothing is written. */
export class Refused extends Error {
  readonly reasons: readonly string[];
  constructor(reasons: readonly string[]) {
    super(
      `${reasons.join('\n')}\n\nrefused for ${reasons.length === 1 ? 'this reason' : `these ${reasons.length} reasons`}; nothing was written.`,
    );
    this.name = 'Refused';
    this.reasons = reasons;
  }
}

/** Runs what may be refused: the reasons go to standard error, without a stack, and the exit status is 1. */
export async function orRefused(work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

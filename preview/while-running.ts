import { UsageError } from '../scripts/command';
import { ProgramFailure } from './processes';
import { startPreview, type Preview, type PreviewOptions } from './run';

/** Resolves on the first signal; a second one ends the process at once. */
const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });

/**
 * Starts the preview, works with it until the work is over, a program dies or somebody stops it, and ends it again. Sets
 * the exit status where a program failed; `interrupted` is for work that waits for nothing else.
 */
export async function whileRunning(
  options: Omit<PreviewOptions, 'onDeath'>,
  work: (preview: Preview, interrupted: Promise<void>) => Promise<void>,
): Promise<void> {
  try {
    await workWith(options, work);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (taken) throw new UsageError('that port is taken; name another one with --port, or none');
    if (!(error instanceof ProgramFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

async function workWith(
  options: Omit<PreviewOptions, 'onDeath'>,
  work: (preview: Preview, interrupted: Promise<void>) => Promise<void>,
): Promise<void> {
  const interrupted = stopped();
  let died: (error: Error) => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    died = reject;
  });
  death.catch(() => undefined);
  const preview = await startPreview({ ...options, onDeath: died });
  try {
    const working = work(preview, interrupted);
    // What is cut off fails when its programs end, and then nobody waits for it.
    working.catch(() => undefined);
    await Promise.race([working, death, interrupted]);
  } finally {
    process.stdout.write('stopping …\n');
    await preview.stop();
  }
}

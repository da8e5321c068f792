import { readArguments, UsageError } from '../scripts/command';
import { checkPreview } from './check';
import { ProgramFailure } from './processes';
import { startPreview } from './run';

const options = ['env', 'pace', 'port'] as const;
/** Above this pace, windows are shorter than programs can keep to. */
const fastest = 60;
const defaultPace = '60';

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not "${text}"`);
}

/** Ends the preview on the first signal; a second one ends the process at once. */
const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        resolve();
      });
    }
  });

export interface PreviewArguments {
  readonly env: string;
  readonly environments: string;
  readonly pace: number;
  readonly port: number;
  readonly check: boolean;
}

/** @throws UsageError */
export function previewArguments(): PreviewArguments {
  const check = process.argv.includes('--check');
  process.argv = process.argv.filter((argument) => argument !== '--check');
  const { values, positionals } = readArguments(options);
  if (positionals.length > 0) throw new UsageError(`unexpected "${positionals.join(' ')}"`);
  return {
    env: values.env ?? 'dev',
    environments: values.environments,
    pace: wholeNumber(values.pace ?? defaultPace, 'pace', 1, fastest),
    port: wholeNumber(values.port ?? '0', 'port', 0, 65_535),
    check,
  };
}

async function untilStopped({ env, environments, pace, port, check }: PreviewArguments): Promise<void> {
  const signal = stopped();
  let died: (error: Error) => void = () => undefined;
  const death = new Promise<never>((_, reject) => {
    died = reject;
  });
  death.catch(() => undefined);
  const preview = await startPreview({ environments, env, pace, port, onDeath: died });
  try {
    const { observatory, url } = preview;
    process.stdout.write(`${introduction(env, pace, observatory.environment.models.length, url)}\n`);
    if (check) {
      const ok = await Promise.race([checkPreview(observatory, print), death, signal]);
      if (ok !== true) process.exitCode = 1;
    } else {
      await Promise.race([signal, death]);
    }
  } finally {
    process.stdout.write('stopping …\n');
    await preview.stop();
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const introduction = (env: string, pace: number, models: number, url: string): string =>
  [
    `environment ${env}: ${models} models, time runs ${pace} times as fast`,
    `page: ${url}`,
    'Ctrl-C ends everything',
  ].join('\n');

/** Runs the preview until it is stopped or its check is over, and sets the exit status. */
export async function runPreview(given: PreviewArguments): Promise<void> {
  try {
    await untilStopped(given);
  } catch (error) {
    const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (taken) throw new UsageError('that port is taken; name another one with --port, or none');
    if (!(error instanceof ProgramFailure)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

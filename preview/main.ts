import { readArguments, UsageError } from '../scripts/command';
import { checkPreview } from './check';
import { whileRunning } from './while-running';

const options = ['env', 'pace', 'port'] as const;
/** Above this pace, windows are shorter than programs can keep to. */
const fastest = 60;
const defaultPace = '60';

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} is a whole number from ${least} to ${most}, not "${text}"`);
}

export interface PreviewArguments {
  readonly env: string;
  readonly environments: string;
  readonly pace: number;
  readonly port: number;
  readonly check: boolean;
}

/** @throws UsageError */
export function previewArguments(): PreviewArguments {
  const { values, flags, positionals } = readArguments(options, ['check']);
  if (positionals.length > 0) throw new UsageError(`unexpected "${positionals.join(' ')}"`);
  return {
    env: values.env ?? 'dev',
    environments: values.environments,
    pace: wholeNumber(values.pace ?? defaultPace, 'pace', 1, fastest),
    port: wholeNumber(values.port ?? '0', 'port', 0, 65_535),
    check: flags.has('check'),
  };
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

const introduction = (env: string, pace: number, models: number, url: string): string =>
  [
    `environment ${env}: ${models} models, time runs ${pace} times as fast`,
    `page: ${url}`,
    'Ctrl-C ends everything',
  ].join('\n');

/** Runs the preview until it is stopped or its check is over, and sets the exit status. */
export async function runPreview({ env, environments, pace, port, check }: PreviewArguments): Promise<void> {
  await whileRunning({ environments, env, pace, port }, async ({ observatory, url }, interrupted) => {
    print(introduction(env, pace, observatory.environment.models.length, url));
    if (!check) {
      await interrupted;
      return;
    }
    // A check that is cut off has not passed.
    process.exitCode = 1;
    if (await checkPreview(observatory, print)) process.exitCode = 0;
  });
}

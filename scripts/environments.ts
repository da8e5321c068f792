import { loadWithFiles } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';

interface Listed {
  readonly name: string;
  /** Where models come from; null where they begin. */
  readonly from: string | null;
}

void runCommand(usageOf('environments'), () => {
  const { values, flags, positionals } = readArguments([], ['json']);
  if (positionals.length > 0) throw new UsageError('all environments are printed; name none');
  const all: readonly Listed[] = loadWithFiles(values.environments).map(({ settings }) => ({
    name: settings.value.name,
    from: settings.value.promotion?.from ?? null,
  }));
  const listed = after(null, all);
  process.stdout.write(
    flags.has('json')
      ? `${JSON.stringify(listed)}\n`
      : listed.map(({ name, from }) => `${name}${from === null ? '' : ` from ${from}`}\n`).join(''),
  );
});

/** Those that are promoted from one, each followed by those that are promoted from it. */
function after(from: string | null, all: readonly Listed[]): readonly Listed[] {
  return all.filter((one) => one.from === from).flatMap((one) => [one, ...after(one.name, all)]);
}

import { loadWithFiles } from '../environments';
import { parseDuration } from '../models/duration';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { addressIn } from './governance/address';
import { isFault } from './governance/finding';
import { NoAnswer } from './governance/prometheus';
import { ownershipOf } from './governance/ownership';
import { ownershipReport } from './governance/report';

void runCommand(usageOf('ownership'), async () => {
  const { values, flags, positionals } = readArguments(
    ['prometheus', 'window', 'token-file', 'ca-file'],
    ['check', 'json'],
  );
  const [name, ...more] = positionals;
  if (more.length > 0) throw new UsageError('name one environment, or none for all');
  const address = addressIn(values);
  if (address !== undefined && name === undefined)
    throw new UsageError('a Prometheus is of one environment; name it');
  const window = parseDuration(values.window ?? '30d');
  if (window === undefined || window.milliseconds < 3_600_000 || window.milliseconds > 365 * 86_400_000)
    throw new UsageError(`--window ${values.window ?? ''}: give a time from 1h to 365d, such as 30d`);
  const now = Date.now() / 1_000;
  try {
    const all = [];
    for (const loaded of loadWithFiles(values.environments, name))
      all.push(await ownershipOf(loaded, values.environments, now, address && { address, window }));
    process.stdout.write(flags.has('json') ? `${JSON.stringify(all, undefined, 2)}\n` : ownershipReport(all));
    if (flags.has('check') && all.some(({ findings }) => findings.some(isFault))) process.exitCode = 3;
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
});

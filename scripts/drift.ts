import { loadEnvironments } from '../environments';
import { namespaces } from '../models/names';
import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { readCluster } from './drift/cluster';
import { driftOf } from './drift/drift';
import { driftReport } from './drift/report';

void runCommand(usageOf('drift'), () => {
  const { values, flags, positionals } = readArguments([], ['json']);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('name one environment');
  const drifts = loadEnvironments(values.environments, name).flatMap(({ clusters }) =>
    clusters.map((cluster) => driftOf(cluster.name, Object.values(namespaces), readCluster(cluster.context))),
  );
  process.stdout.write(flags.has('json') ? `${JSON.stringify(drifts, null, 2)}\n` : driftReport(drifts));
  if (drifts.some(({ found }) => found.length > 0)) process.exitCode = 3;
});

import { loadEnvironments } from '../environments';
import { namespaces } from '../models/names';
import { readArguments, runCommand, UsageError } from './command';
import { readCluster } from './drift/cluster';
import { driftOf } from './drift/drift';
import { driftReport } from './drift/report';

const usage = `
npm run drift -- ENV [--json] [--environments DIR]

Looks for what was changed by hand: compares each object that Helm deployed to the clusters of an environment with what
is there now, and names who changed it. Reads only, through kubectl, by the contexts of environment.yaml.
What Terraform deployed without Helm is compared by \`terraform plan\`.
Exit status: 0 nothing differs, 1 problems in the files or a cluster that cannot be read, 2 wrong usage, 3 something
differs.
`;

void runCommand(usage, () => {
  const { values, flags, positionals } = readArguments([], ['json']);
  const [name, ...more] = positionals;
  if (name === undefined || more.length > 0) throw new UsageError('name one environment');
  const drifts = loadEnvironments(values.environments, name).flatMap(({ clusters }) =>
    clusters.map((cluster) => driftOf(cluster.name, Object.values(namespaces), readCluster(cluster.context))),
  );
  process.stdout.write(flags.has('json') ? `${JSON.stringify(drifts, null, 2)}\n` : driftReport(drifts));
  if (drifts.some(({ found }) => found.length > 0)) process.exitCode = 3;
});

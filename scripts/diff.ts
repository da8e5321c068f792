import { writeFileSync } from 'node:fs';
import { loadEnvironments } from '../environments';
import { readArguments, runCommand, UsageError } from './command';
import { compare } from './diff/compare';
import { markdown } from './diff/markdown';
import { baseOf, headLabel, repositoryOf } from './diff/repository';
import { SideInvalid, sidesOf } from './diff/sides';
import { inTemporaryFolder } from './diff/temporary-folder';

const usage = `
npm run diff -- --base COMMIT [ENV] [--out FILE] [--json] [--environments DIR]

What the working tree changes in what runs, beside a commit, as Markdown for a pull request: models, thresholds, alerts, who
is told, dashboards, logs, the platform, and every resource that is created, changed, replaced or destroyed. Both sides are
synthesised; nothing is read from clusters. Compared is with where HEAD left COMMIT, such as origin/main. Where the report is too
long for a comment, parts are folded into their counts; --out writes the whole to a file as well. --json prints all as data.
Exit status: 0 reported, whatever differs; 1 problems in the files of either side; 2 wrong usage.
`;

void runCommand(usage, async () => {
  const { values, flags, positionals } = readArguments(['base', 'out'], ['json']);
  const [only, ...more] = positionals;
  if (values.base === undefined) throw new UsageError('--base is missing: what should be compared with?');
  if (more.length > 0) throw new UsageError('name one environment, or none for all');
  const repository = repositoryOf(values.environments);
  const base = baseOf(repository, values.base);
  // Problems of the files at hand are told with their places as this folder sees them.
  if (only === undefined) loadEnvironments(values.environments);
  try {
    const { before, after, generator } = await inTemporaryFolder('observatory-diff', (folder, run) =>
      sidesOf(repository, base, only, folder, run),
    );
    const report = { base: base.label, head: headLabel(repository), generator, ...compare(before, after) };
    if (values.out !== undefined) writeFileSync(values.out, markdown(report, { whole: true }));
    process.stdout.write(
      flags.has('json') ? `${JSON.stringify(report, undefined, 2)}\n` : markdown(report, { out: values.out }),
    );
  } catch (error) {
    if (!(error instanceof SideInvalid)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
});

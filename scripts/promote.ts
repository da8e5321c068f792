import { readArguments, runCommand, UsageError } from './command';
import { deltaOf } from './promotion/delta';
import { deltaMarkdown } from './promotion/delta-markdown';
import { checkAlerts, promotionOf, type PromotedEntry } from './promotion/promotion';
import { orRefused } from './promotion/refused';
import { writeChanges } from './promotion/write';
import { buildTools } from './tool-binaries';

const usage = `
npm run promote -- MODEL FROM TO [--dry-run] [--environments DIR]
npm run promote -- --all FROM TO [--dry-run] [--environments DIR]

Copies the entry of a model, or with --all every entry that TO lacks or has otherwise, byte for byte; fields that \`promotion\`
of TO lets differ keep the value that is there. First the entries are checked as if they lay in TO, where their pages must
reach somebody; then that every alert of the models is proved, and that their rules do in Prometheus' own engine what they
should.
Prints what differs between FROM and TO afterwards. Nothing is written where anything is wrong, or with --dry-run.
Exit status: 0 promoted or nothing to do, 1 problems found and nothing written, 2 wrong usage.
`;

void runCommand(usage, async () => {
  const { values, positionals, flags } = readArguments([], ['all', 'dry-run']);
  const isAll = flags.has('all');
  const [to, from, ...models] = [...positionals].reverse();
  if (from === undefined || to === undefined || models.length !== (isAll ? 0 : 1))
    throw new UsageError(isAll ? 'name two environments' : 'name one model and two environments');
  if (from === to) throw new UsageError(`${from} cannot be promoted to itself`);
  await buildTools(['prometheus']);
  orRefused(() => {
    const promotion = promotionOf(values.environments, isAll ? 'all' : models, from, to);
    const { entries, policy, after, changes } = promotion;
    checkAlerts(promotion);
    if (entries.length === 0) {
      process.stdout.write(`${isAll ? `every model of ${from}` : models.join()} is the same in ${to}\n`);
      return;
    }
    if (!flags.has('dry-run')) writeChanges(changes);
    const said = entries.map(
      (entry) => `${flags.has('dry-run') ? 'would write' : 'wrote'} ${entryText(entry, to)}`,
    );
    const names = entries.map(({ model }) => model);
    process.stdout.write(
      `${said.join('\n')}\n\n${deltaMarkdown(deltaOf(promotion.from, after, policy, names))}`,
    );
  });
});

const entryText = ({ file, isNew, kept }: PromotedEntry, to: string): string =>
  `${file}${isNew ? ' (new)' : ''}${kept.length === 0 ? '' : `; ${to} keeps its ${kept.join(', ')}`}`;

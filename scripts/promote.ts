import { readArguments, runCommand, UsageError } from './command';
import { usageOf } from './commands';
import { deltaOf } from './promotion/delta';
import { deltaMarkdown } from './promotion/delta-markdown';
import { checkAlerts, promotionOf, type PromotedEntry } from './promotion/promotion';
import { orRefused } from './promotion/refused';
import { writeChanges } from './promotion/write';
import { buildTools } from './tool-binaries';

void runCommand(usageOf('promote'), async () => {
  const { values, positionals, flags } = readArguments([], ['all', 'dry-run']);
  const isAll = flags.has('all');
  const [to, from, ...models] = [...positionals].reverse();
  if (from === undefined || to === undefined || models.length !== (isAll ? 0 : 1))
    throw new UsageError(isAll ? 'name two environments' : 'name one model and two environments');
  if (from === to) throw new UsageError(`${from} cannot be promoted to itself`);
  await buildTools(['prometheus']);
  await orRefused(async () => {
    const promotion = promotionOf(values.environments, isAll ? 'all' : models, from, to);
    const { entries, policy, after, changes } = promotion;
    await checkAlerts(promotion);
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

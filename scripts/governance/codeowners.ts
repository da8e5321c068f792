import { join, posix } from 'node:path';
import { entryOf, type LoadedEnvironment } from '../../environments';
import type { Concern } from '../../environments/company-rules';

const begin =
  '# >>> environments: written by `npm run codeowners` from codeowners of teams; change environment.yaml';
const end = '# <<< environments';

/**
 * CODEOWNERS with the part about environments as it should be; all else stays. The last line that fits a path wins there, so an
 * entry belongs to its team, a rule file to the teams that it is about, and all else of an environment to its owner.
 *
 * @param folder where the environments lie, from the top of the repository
 */
export function withCodeowners(
  text: string,
  environments: readonly LoadedEnvironment[],
  folder: string,
): string {
  const lines = environments.flatMap((loaded) =>
    linesOf(loaded, posix.join('/', folder, loaded.environment.name)),
  );
  const block = [begin, ...lines, end].join('\n');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from >= 0 && to > from) return `${text.slice(0, from)}${block}${text.slice(to + end.length)}`;
  return `${text}${text === '' || text.endsWith('\n\n') ? '' : text.endsWith('\n') ? '\n' : '\n\n'}${block}\n`;
}

function linesOf(loaded: LoadedEnvironment, folder: string): readonly string[] {
  const { environment } = loaded;
  const line = (path: string, teams: readonly string[]): readonly string[] => {
    const reviewers = [...new Set(teams.flatMap((team) => environment.teams[team]?.codeowners ?? []))];
    return reviewers.length === 0 ? [] : [`${path.replaceAll(' ', '\\ ')} ${reviewers.join(' ')}`];
  };
  return [
    ...line(`${folder}/`, [environment.owner]),
    ...environment.models.flatMap((model) => {
      const file = posix.basename(entryOf(loaded, model).source.file);
      return line(posix.join(folder, 'models', file), [model.team]);
    }),
    ...environment.rules.flatMap(({ name }) =>
      line(posix.join(folder, 'rules', `${name}.yaml`), teamsOf(loaded, name)),
    ),
  ];
}

/** The teams that a rule file tells; the owner where it is about all models, or only records. */
export function teamsOf({ environment }: LoadedEnvironment, ruleFile: string): readonly string[] {
  const { owner, models, rules } = environment;
  const of = (concern: Concern): string => {
    switch (concern.kind) {
      case 'team':
        return concern.team;
      case 'model':
        return models.find(({ name }) => name === concern.model)?.team ?? owner;
      case 'models':
        return owner;
    }
  };
  const alerts = rules
    .filter(({ name }) => name === ruleFile)
    .flatMap(({ groups }) => groups.flatMap((group) => group.rules))
    .flatMap((rule) => ('alert' in rule ? [of(rule.concern)] : []));
  return alerts.length === 0 ? [owner] : [...new Set(alerts)].sort();
}

/** Where GitHub looks first; from the top of the repository. */
export const usualPlace = join('.github', 'CODEOWNERS');

import type { LoadedEnvironment } from '../../environments';
import { teamsOf } from './codeowners';
import { dayOf, type FileHistory } from './history';

/** Whom a rule file of the company belongs to. */
export interface RuleFileOwner {
  readonly file: string;
  readonly alerts: number;
  readonly teams: readonly string[];
  /** Who committed it first. */
  readonly author?: string;
  /** On which day, by whom. */
  readonly last?: string;
}

export const ruleFileOwners = (loaded: LoadedEnvironment, history: FileHistory): readonly RuleFileOwner[] =>
  loaded.rules.map(({ source: { file } }) => {
    const name = file.replace(/^.*\//, '').replace(/\.yaml$/, '');
    const rules = loaded.environment.rules
      .filter((one) => one.name === name)
      .flatMap(({ groups }) => groups.flatMap((group) => group.rules));
    const known = history.of(file);
    return {
      file,
      alerts: rules.filter((rule) => 'alert' in rule).length,
      teams: teamsOf(loaded, name),
      ...(known === undefined
        ? {}
        : { author: known.first.by, last: `${dayOf(known.last.at)} by ${known.last.by}` }),
    };
  });

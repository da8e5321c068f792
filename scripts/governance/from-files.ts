import { entryOf, originIn, passedNotes, type LoadedEnvironment } from '../../environments';
import type { Model } from '../../models/model';
import type { Finding } from './finding';
import { dayOf, type FileHistory } from './history';

const year = 365 * 86_400;

/** What files and their history say of who owns what. `now` in Unix seconds. */
export const findingsInFiles = (
  loaded: LoadedEnvironment,
  history: FileHistory,
  now: number,
): readonly Finding[] => [
  ...loaded.environment.models.flatMap((model) => unowned(model, loaded)),
  ...idleTeams(loaded),
  ...loaded.environment.models.flatMap((model) => unchanged(model, loaded, history, now)),
  ...passedNotes(loaded, now).map(({ file, line, path, message }): Finding => ({
    question: 'passed',
    about: path,
    says: message,
    place: `${file}:${line}`,
  })),
];

function unowned(model: Model, loaded: LoadedEnvironment): readonly Finding[] {
  const { teams, paging } = loaded.environment;
  const team = teams[model.team];
  const place = placeOfTeam(loaded, model.team);
  const finding = (says: string): Finding => ({ question: 'unowned', about: model.name, says, ...place });
  return [
    ...(team?.codeowners === undefined
      ? [finding(`nobody reviews its entry: the team ${model.team} has no codeowners`)]
      : []),
    ...(paging && team?.page === undefined && model.tier !== 'experimental'
      ? [
          finding(
            `nobody is paged: the team ${model.team} has no page receiver, and its critical alerts are tickets`,
          ),
        ]
      : []),
  ];
}

function placeOfTeam({ settings }: LoadedEnvironment, team: string): Pick<Finding, 'place'> {
  const origin = originIn(settings, ['teams', team], 'environment');
  return origin === undefined || !('line' in origin) ? {} : { place: `${origin.file}:${origin.line}` };
}

function idleTeams(loaded: LoadedEnvironment): readonly Finding[] {
  const { teams, models, owner, rules } = loaded.environment;
  const told = new Set([
    owner,
    ...models.map(({ team }) => team),
    ...rules.flatMap(({ groups }) =>
      groups.flatMap((group) =>
        group.rules.flatMap((rule) =>
          'alert' in rule && rule.concern.kind === 'team' ? [rule.concern.team] : [],
        ),
      ),
    ),
  ]);
  return Object.keys(teams)
    .filter((team) => !told.has(team))
    .sort()
    .map((team) => ({
      question: 'idleTeams',
      about: team,
      says: 'no model and no rule file is about it, so its receivers hear of nothing',
      ...placeOfTeam(loaded, team),
    }));
}

function unchanged(
  model: Model,
  loaded: LoadedEnvironment,
  history: FileHistory,
  now: number,
): readonly Finding[] {
  const { file } = entryOf(loaded, model).source;
  const last = history.of(file)?.last;
  if (last === undefined || now - last.at < year) return [];
  return [
    {
      question: 'unchanged',
      about: model.name,
      says: `last changed on ${dayOf(last.at)} by ${last.by}`,
      place: file,
    },
  ];
}

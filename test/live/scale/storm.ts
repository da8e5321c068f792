import type { Environment } from '../../../environments';
import type { Model } from '../../../models/model';
import { receiverNames } from '../../../rules';
import type { Told } from './told';

/** The fault of the fleet that everything has at once: servers drop all connections. */
export const everythingDown = 'down';

/** From how many models of one team and tier on one page stands for theirs: decision 19. */
export const many = 10;

/** The alert that stands for the pages of many. */
const manyFailing = 'PlatformManyModelsFailing';

/** Who is to be told of what, and of how many alerts in one message. */
export type Expected = ReadonlyMap<string, number>;

/**
 * What a storm comes down to, by the entries alone. Nobody can read a model that is down, which is a ticket for each team;
 * later those of which requests are expected are missed, which pages where the tier is critical and is a ticket of the team
 * elsewhere. Pages of one team and tier are one.
 */
export function expectedOf({ models }: Environment): Expected {
  const expected = new Map<string, number>();
  const add = (subject: string): void => void expected.set(subject, (expected.get(subject) ?? 0) + 1);
  for (const model of models) {
    const ticket = receiverNames.ticket(model.team);
    add(`${ticket}: ModelTargetsDown`);
    if (!isMissed(model)) continue;
    if (model.tier === 'critical') expected.set(pageOf(model), 1);
    else add(`${ticket}: ModelAbsent`);
  }
  return expected;
}

const isMissed = ({ traffic }: Model): boolean => traffic.pattern === 'continuous';

const pageOf = ({ team, tier }: Model): string =>
  `${receiverNames.page(team)}: Many models of team ${team}, tier ${tier}, fail at once`;

/**
 * Who was told of what. A title of several alerts has their name; of one alone it has the summary, and the name is that of its
 * runbook: the last of many that ends later than the others is told alone. A page about many has a title of its own.
 */
export const subjectOf = ({ receiver, title, text }: Told): string => {
  const [, ofSeveral] = /^(?:Resolved: )?\d+ alerts (\w+)/.exec(title) ?? [];
  const [, ofRunbook = ''] = /\/(\w+)\.md\b/.exec(text) ?? [];
  return `${receiver}: ${ofSeveral ?? (ofRunbook === manyFailing ? title.replace(/^Resolved: /, '') : ofRunbook)}`;
};

/** Of these models, those that a notification names. */
export const namedIn = ({ title, text }: Told, { models }: Environment): readonly string[] =>
  models.map(({ name }) => name).filter((name) => `${title}\n${text}`.includes(`${name} (`));

import { watchedByShard, type Change } from '../changes/fact';
import type { Found, Risk } from './comparison';
import type { EnvironmentPicture } from './picture';
import type { ResourceChange, StackChange } from './resources';

/** What of the changes to an environment can hurt, the worst first. */
export const risksOf = (
  before: EnvironmentPicture | undefined,
  after: EnvironmentPicture | undefined,
  found: Found,
): readonly Risk[] => [
  ...(after === undefined && before !== undefined ? [leaves(before)] : []),
  ...found.resources.flatMap(lossOf),
  ...found.stacks.flatMap((change) => (after === undefined ? [] : stackRisk(change))),
  ...lessKept(found),
  ...movedModels(found),
  ...endingAlerts(found),
  ...found.models.removed.map(({ name, team, facts }): Risk => ({
    kind: 'model leaves',
    says: `the model ${name} of team ${team} is watched no longer: ${count(facts, 'alerts')} alerts and its board go, its log lines stay until they are old enough`,
  })),
  ...unpaged(found),
  ...(before === undefined || after === undefined ? [] : ownerless(before, after)),
];

const leaves = ({ name, models }: EnvironmentPicture): Risk => ({
  kind: 'environment leaves',
  says: `the environment ${name} with ${models.length} models leaves the configuration. No deployment destroys what runs of it: run \`cdktf destroy '${name}-*'\` from the base before this is merged`,
});

function lossOf({ stack, address, action, because, holds, guarded }: ResourceChange): readonly Risk[] {
  if (holds === undefined) return [];
  const why = because === undefined ? action : `${action}, because ${because} changes`;
  const refused = guarded === true ? '; Terraform refuses to, and the deployment stops there' : '';
  return [
    { kind: 'data is lost', says: `\`${address}\` of ${stack} is ${why}: it holds ${holds}${refused}` },
  ];
}

function stackRisk({ stack, kind, attributes }: StackChange): readonly Risk[] {
  if (kind === 'gone')
    return [
      {
        kind: 'stack leaves',
        says: `the stack ${stack} leaves the configuration. No deployment destroys what it has made: run \`cdktf destroy ${stack}\` from the base before this is merged`,
      },
    ];
  if (kind !== 'state moves') return [];
  const paths = attributes.map(({ path }) => path).filter((path) => path.startsWith('backend'));
  return [
    {
      kind: 'state moves',
      says: `the state of ${stack} lies elsewhere (${paths.join(', ')}): move it with \`terraform init -migrate-state\`, or everything is made a second time`,
    },
  ];
}

/** Each subject once, whatever follows from it for streams. */
function lessKept({ changes, models }: Found): readonly Risk[] {
  const settings = changes.filter(({ topic }) => topic === 'platform');
  const streams = changes.filter(({ topic }) => topic === 'logs');
  const own = settings.some(isLess) ? settings : streams;
  return [
    ...own.filter(isLess).map((change) => lessText('', change)),
    ...models.changed.flatMap(({ name, changes: ofModel }) =>
      settings.some(isLess) ? [] : ofModel.filter(isLess).map((change) => lessText(`${name}: `, change)),
    ),
  ];
}

const isLess = ({ lessens }: Change): boolean => lessens === true;

const lessText = (of: string, { about, before = '', after = '' }: Change): Risk => ({
  kind: 'less is kept',
  says: `${of}${about} shrinks from ${before} to ${after}${
    /(?:volume|storage)$/.test(about)
      ? '; a volume cannot shrink: it has to be made anew, without what is on it'
      : '; what is older goes, and does not come back'
  }`,
});

/** Models that go to another of several Prometheus, in one sentence for all that go the same way. */
function movedModels({ models }: Found): readonly Risk[] {
  const ways = new Map<string, string[]>();
  for (const { name, changes } of models.changed)
    for (const { topic, about, before = theFirst, after = theFirst } of changes)
      if (topic === 'settings' && about === watchedByShard) push(ways, `${before} to ${after}`, name);
  return [...ways].map(([way, names]): Risk => {
    const rest = names.length - named;
    return {
      kind: 'history begins anew',
      says: `${names.length === 1 ? 'one model moves' : `${names.length} models move`} to another Prometheus, from ${way}, where budgets and baselines begin anew: ${names.slice(0, named).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
    };
  });
}

/** So many are named. */
const named = 20;
const theFirst = 'the first';

const push = (lists: Map<string, string[]>, key: string, item: string): void => {
  lists.set(key, [...(lists.get(key) ?? []), item]);
};

function endingAlerts({ changes, models }: Found): readonly Risk[] {
  const ends = (all: readonly Change[]): readonly string[] =>
    all.filter(({ topic, after }) => topic === 'alerts' && after === undefined).map(({ about }) => about);
  const shared = ends(changes);
  return [
    ...(shared.length === 0
      ? []
      : [{ kind: 'alert ends' as const, says: `no model can raise them any longer: ${shared.join(', ')}` }]),
    ...models.changed.flatMap(({ name, changes: ofModel }): readonly Risk[] => {
      const own = ends(ofModel);
      return own.length === 0
        ? []
        : [{ kind: 'alert ends', says: `${name} cannot raise any longer: ${own.join(', ')}` }];
    }),
  ];
}

/** Somebody was paged, and now a ticket or nobody is. */
const unpaged = ({ changes, models }: Found): readonly Risk[] => [
  ...changes
    .filter(({ topic, about, after }) => topic === 'told' && about.endsWith('.page') && after === undefined)
    .map(({ about, before = '' }): Risk => ({
      kind: 'nobody is paged',
      says: `${about} (${before}) is gone: what paged the team is a ticket`,
    })),
  ...changes
    .filter(({ topic, about, after }) => topic === 'platform' && about === 'paging' && after === 'false')
    .map((): Risk => ({ kind: 'nobody is paged', says: 'paging is off: every page becomes a ticket' })),
  ...models.changed.flatMap(({ name, changes: ofModel }) =>
    ofModel
      .filter(({ topic, about, before = '', after = '' }) => {
        return topic === 'told' && about === 'critical' && pages(before) && !pages(after);
      })
      .map(({ before = '', after = '' }): Risk => ({
        kind: 'nobody is paged',
        says: `critical alerts of ${name} paged ${before} and now go to ${after}`,
      })),
  ),
];

const pages = (told: string): boolean => /\b[\w-]+-page\b/.test(told);

/** A team that is declared, and of which nothing is. */
const ownerless = (before: EnvironmentPicture, after: EnvironmentPicture): readonly Risk[] => {
  const idle = ({ teams, reached }: EnvironmentPicture): readonly string[] =>
    teams.filter((team) => !reached.includes(team));
  const known = new Set(idle(before));
  return idle(after)
    .filter((team) => !known.has(team))
    .map((team): Risk => ({
      kind: 'receiver without an owner',
      says: `no model belongs to the team ${team}, so its receivers hear of nothing`,
    }));
};

const count = (facts: readonly { readonly topic: string }[], topic: string): number =>
  facts.filter((fact) => fact.topic === topic).length;

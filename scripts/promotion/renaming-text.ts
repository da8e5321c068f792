import { printDuration } from '../../models/duration';
import { table, type Row } from '../columns';
import { explanationOf } from '../explanation/explanation';
import type { Renaming } from './renaming';

/** What follows a model to its new name or team, and what stays with the old. */
export function renamingText(renaming: Renaming): string {
  const { before, after } = renaming;
  const was = explanationOf(before.model, before.loaded);
  const is = explanationOf(after.model, after.loaded);
  const environment = was.environment;
  const isRenamed = was.model !== is.model;
  const head = [
    isRenamed ? `${was.model} becomes ${is.model}` : was.model,
    ...(was.team === is.team ? [] : [`goes from team ${was.team} to ${is.team}`]),
  ].join(isRenamed ? ' and ' : ' ');
  return [
    `${head} in ${environment}`,
    '',
    'Follows',
    ...table([
      ...followingRows(renaming),
      ...(isRenamed ? nameFollows(was, is) : []),
      ...teamFollows(was, is),
    ]),
    '',
    'Does not follow',
    ...table([...(isRenamed ? nameStays(renaming, was) : []), ...teamStays(renaming, was, is)]),
    '',
  ].join('\n');
}

type Explained = ReturnType<typeof explanationOf>;

const followingRows = ({ following, references }: Renaming): readonly Row[] => [
  ...following.map(({ about, before, after }): Row => [about, `${before ?? 'none'} -> ${after ?? 'none'}`]),
  ...references.map((file): Row => ['named in', `${file}, which is changed with it`]),
];

const nameFollows = (was: Explained, is: Explained): readonly Row[] => [
  ['entry', `${was.entry} -> ${is.entry}`],
  ['release', `model-${was.model} goes and model-${is.model} comes, with monitors and rules`],
  ['alerts', `${is.alerts.kept.length}, which begin to wait anew`],
  ['dashboard', `${was.places.dashboard} -> ${is.places.dashboard}`],
  ...is.places.streams
    .filter(({ dataStream }) => was.places.streams.every((old) => old.dataStream !== dataStream))
    .map(({ dataStream, kept }): Row => ['stream', `new lines go to ${dataStream}, kept ${kept}`]),
];

const receivers = ({ told }: Explained): string =>
  [
    ...new Set(
      told.audiences.flatMap(({ withinHours, outsideHours }) =>
        [...withinHours, ...outsideHours].map(({ receiver }) => receiver),
      ),
    ),
  ]
    .sort()
    .join(', ');

const teamFollows = (was: Explained, is: Explained): readonly Row[] =>
  was.team === is.team
    ? []
    : [
        ['told', `${receivers(was)} -> ${receivers(is)}`],
        [
          'folder',
          `its board moves from Team ${was.team} to Team ${is.team}; its address stays with the name`,
        ],
        ...(was.model === is.model
          ? [['history', 'of its series goes on, for they are kept by namespace and name'] as const]
          : []),
        ['log link', is.places.logs.replace(/\?.*$/, '')],
      ];

function nameStays(
  { before: { loaded }, after, mentions, elsewhere, following }: Renaming,
  was: Explained,
): readonly Row[] {
  const { retention } = loaded.environment;
  const name = was.model;
  const found = following.some(({ about }) => about === 'serving.selector');
  return [
    ...(found
      ? [
          [
            'pods',
            'they are found by the new label only: give it to them before you deploy, or write serving.selector with the old one into the entry',
          ],
        ]
      : []),
    [
      'series',
      `stay under model_name="${name}", ${printDuration(retention.metrics)} in Prometheus and ${printDuration(retention.summaries)} as summaries; budgets begin full, and what is compared with the past says nothing until there is one`,
    ],
    ['links', `to the old board, in messages and bookmarks, lead nowhere: ${was.places.dashboard}`],
    ...was.places.streams.map(({ dataStream, atMost }): Row => [
      'documents',
      `in ${dataStream} keep service.name: "${name}" until they go, after at most ${atMost}`,
    ]),
    [
      'silences',
      `with model_name="${name}" match nothing any more: amtool silence query model_name="${name}", and enter them anew`,
    ],
    [
      'incidents',
      `what fires ends under ${name}, and is told anew under ${after.model.name} if it is still so`,
    ],
    ...(mentions.length === 0
      ? []
      : [['rule files', `mention ${name} in ${mentions.join(', ')}: edit them`]]),
    ...elsewhere.map((other): Row => [
      other,
      `has it under the old name: npm run rename -- ${name} ${after.model.name} ${other}`,
    ]),
  ];
}

function teamStays(
  { before: { loaded }, elsewhere }: Renaming,
  was: Explained,
  is: Explained,
): readonly Row[] {
  if (was.team === is.team) return [];
  const apart = loaded.environment.teams[was.team]?.logs.readers === 'team';
  return [
    [
      'old lines',
      apart
        ? `stay where team ${was.team} alone reads them`
        : `stay where they are; who may read them is who could`,
    ],
    ['silences', `with team="${was.team}" do not hold it any more: amtool silence query team="${was.team}"`],
    ['incidents', `open with ${was.team} end there, and are told to ${is.team} if it is still so`],
    ...(was.model === is.model
      ? elsewhere.map((other): Row => [
          other,
          `has it with its own entry: npm run rename -- ${was.model} ${other} --team ${is.team}`,
        ])
      : []),
  ];
}

import { edited, entry, settings, type BadCase } from '../bad-case';

/** Keys that are not in the language, or stand in the wrong place. */
export const keys: readonly BadCase[] = [
  {
    file: 'key-typo',
    mistake: 'a key with a letter missing',
    spoil: edited(entry('churn'), 'objectives:', 'objectivs:'),
  },
  {
    file: 'key-typo-nested',
    mistake: 'a nested key with a letter missing, in a flow mapping',
    spoil: edited(entry('tagger'), 'count: 2', 'cont: 2'),
  },
  {
    file: 'key-unknown',
    mistake: 'a key that is like no other',
    spoil: edited(entry('tagger'), 'objectives:\n', 'objectives:\n  happiness: 99%\n'),
  },
  {
    file: 'key-quoted',
    mistake: 'an unknown key in quotes',
    spoil: edited(entry('rebuild'), 'team:', '"owned by": me\nteam:'),
  },
  {
    file: 'key-unicode-before',
    mistake: 'an unknown key behind letters beyond ASCII',
    spoil: edited(
      entry('tagger'),
      'serving: { selector: { app: triton }',
      'serving: { selector: {"ä𝛼": x}, bad: 1',
    ),
  },
  {
    file: 'key-proto',
    mistake: 'the key __proto__',
    spoil: edited(entry('ranker'), 'traffic:', '__proto__: { polluted: true }\ntraffic:'),
  },
  {
    file: 'key-proto-team',
    mistake: 'the key __proto__ among keys that users choose',
    spoil: edited(settings, '  platform:\n', '  __proto__:\n    ticket: {}\n  platform:\n'),
  },
  {
    file: 'key-constructor',
    mistake: 'the key constructor, here and there',
    spoil: edited(
      entry('ranker'),
      'traffic: {',
      'constructor: { constructor: 1 }\ntraffic: { constructor: 1,',
    ),
  },
  {
    file: 'key-twice',
    mistake: 'a key twice',
    spoil: edited(entry('ranker'), 'tier: critical', 'tier: critical\ntitle: Ranking'),
  },
  {
    file: 'key-twice-nested',
    mistake: 'a key twice in a flow mapping, once in quotes',
    spoil: edited(entry('tagger'), '{ pool: a100, count: 2 }', '{ pool: a100, count: 2, "count": 4 }'),
  },
  {
    file: 'key-number',
    mistake: 'a number as a key',
    spoil: edited(entry('rebuild'), 'team:', '8000: metrics\nteam:'),
  },
  {
    file: 'key-list',
    mistake: 'a list as a key',
    spoil: edited(entry('rebuild'), 'team:', '? [a, b]\n: c\nteam:'),
  },
  {
    file: 'key-empty',
    mistake: 'a value without a key',
    spoil: edited(entry('rebuild'), 'team:', ': c\nteam:'),
  },
  {
    file: 'key-pod-label',
    mistake: 'a pod label that Kubernetes would refuse',
    spoil: edited(entry('ranker'), '    app: offers', '    "app name": offers'),
  },
  {
    file: 'key-team-name',
    mistake: 'a team whose name is in capitals',
    spoil: edited(settings, '  pricing:', '  Pricing:'),
  },
  {
    file: 'key-settings-typo',
    mistake: 'a typo deep in the environment file',
    spoil: edited(settings, "to: '17:00'", "til: '17:00'"),
  },
];

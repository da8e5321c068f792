import { edited, entry, settings, type BadCase } from '../bad-case';

const churn = entry('churn');
const ranker = entry('ranker');
const tagger = entry('tagger');
const rebuild = entry('rebuild');

/** Values of the wrong type, outside their range, or in a notation that is not ours. */
export const values: readonly BadCase[] = [
  {
    file: 'value-runtime',
    mistake: 'a serving runtime with a letter missing',
    spoil: edited(tagger, 'runtime: triton', 'runtime: tritn'),
  },
  {
    file: 'value-runtime-unlike',
    mistake: 'a serving runtime that is like no other',
    spoil: edited(tagger, 'runtime: triton', 'runtime: kubeflow'),
  },
  { file: 'value-tier', mistake: 'an unknown tier', spoil: edited(ranker, 'critical', "'criticl'") },
  {
    file: 'value-name-number',
    mistake: 'a number as a name',
    spoil: edited(churn, 'name: churn', 'name: 42'),
  },
  {
    file: 'value-name-shape',
    mistake: 'a name in capitals and too long',
    spoil: edited(churn, 'name: churn', `name: Churn${'-classifier'.repeat(3)}`),
  },
  {
    file: 'value-title-list',
    mistake: 'a list as text',
    spoil: edited(ranker, 'Offer ranking', '[Offer, ranking]'),
  },
  {
    file: 'value-title-lines',
    mistake: 'a title of two lines',
    spoil: edited(ranker, 'Offer ranking', '|\n  Offer\n  ranking'),
  },
  { file: 'value-title-empty', mistake: 'an empty title', spoil: edited(ranker, 'Offer ranking', '""') },
  {
    file: 'value-title-long',
    mistake: 'a title of 81 characters',
    spoil: edited(ranker, 'Offer ranking', 'x'.repeat(81)),
  },
  {
    file: 'value-group-list',
    mistake: 'a list where a group is expected',
    spoil: edited(tagger, '{ mean: 50ms }', '[50ms]'),
  },
  {
    file: 'value-group-text',
    mistake: 'text where a group is expected',
    spoil: edited(tagger, '{ mean: 50ms }', '50ms'),
  },
  {
    file: 'value-list-text',
    mistake: 'text where a list is expected',
    spoil: edited(churn, '[tenure, charges]', 'tenure'),
  },
  { file: 'value-list-empty', mistake: 'an empty list', spoil: edited(churn, '[tenure, charges]', '[]') },
  {
    file: 'value-list-item',
    mistake: 'a number in a list of names',
    spoil: edited(ranker, '- stock', '- 7'),
  },
  { file: 'value-list-twice', mistake: 'a feature twice', spoil: edited(ranker, '- stock', '- price') },
  { file: 'value-null', mistake: 'a key without a value', spoil: edited(churn, 'team: pricing', 'team:') },
  {
    file: 'value-null-group',
    mistake: 'a group without a value',
    spoil: edited(ranker, 'logs: { fields: [decision] }', 'logs:'),
  },
  {
    file: 'value-null-last',
    mistake: 'a null in a flow mapping',
    spoil: edited(rebuild, 'deadline: 4h', 'deadline: ~'),
  },
  { file: 'value-missing', mistake: 'no team', spoil: edited(churn, 'team: pricing\n', '') },
  { file: 'value-missing-nested', mistake: 'no deadline', spoil: edited(rebuild, ', deadline: 4h', '') },
  {
    file: 'value-boolean',
    mistake: 'text where true or false is expected',
    spoil: edited(settings, 'paging: true', 'paging: yes'),
  },
  { file: 'value-port', mistake: 'a port beyond the last', spoil: edited(ranker, '9102', '70000') },
  { file: 'value-port-text', mistake: 'a port in quotes', spoil: edited(ranker, '9102', '"9102"') },
  { file: 'value-port-fraction', mistake: 'half a port', spoil: edited(ranker, '9102', '91.5') },
  { file: 'value-huge', mistake: 'a number of 40 digits', spoil: edited(ranker, '9102', '9'.repeat(40)) },
  {
    file: 'value-infinite',
    mistake: 'an infinite number',
    spoil: edited(churn, 'floor: 0.9', 'floor: .inf'),
  },
  { file: 'value-nan', mistake: 'what is not a number', spoil: edited(churn, 'floor: 0.9', 'floor: .nan') },
  {
    file: 'value-accuracy',
    mistake: 'an accuracy in percent',
    spoil: edited(churn, 'floor: 0.9', 'floor: 90'),
  },
  {
    file: 'value-percent-sign',
    mistake: 'a percentage without its sign',
    spoil: edited(churn, '99.5%', '99.5'),
  },
  {
    file: 'value-percent-range',
    mistake: 'more than a hundred percent',
    spoil: edited(churn, '99.5%', '100.1%'),
  },
  { file: 'value-share-zero', mistake: 'a share of nothing', spoil: edited(ranker, '50%', '0%') },
  { file: 'value-duration-unit', mistake: 'a duration without a unit', spoil: edited(churn, '250ms', '250') },
  { file: 'value-duration-zero', mistake: 'no duration at all', spoil: edited(churn, '250ms', '0s') },
  {
    file: 'value-duration-fine',
    mistake: 'a duration finer than the clock',
    spoil: edited(churn, '250ms', '0.4ms'),
  },
  {
    file: 'value-duration-words',
    mistake: 'a duration in words',
    spoil: edited(churn, '250ms', 'a quarter second'),
  },
  { file: 'value-rate', mistake: 'a rate without a unit', spoil: edited(ranker, '2/s', '2') },
  {
    file: 'value-gpu-count',
    mistake: 'more GPUs than a node has',
    spoil: edited(tagger, 'count: 2', 'count: 65'),
  },
  {
    file: 'value-cronjob',
    mistake: 'a CronJob by a name that Kubernetes does not accept',
    spoil: edited(rebuild, 'deadline: 4h', 'deadline: 4h, cronJob: Nightly_scoring'),
  },
  {
    file: 'value-terminal',
    mistake: 'text that would clear a terminal',
    spoil: edited(churn, 'pricing', '"\\e[2Jpricing\\n\\u202e"'),
  },
  {
    file: 'value-endless',
    mistake: 'text without end in the message',
    spoil: edited(churn, '250ms', 'x'.repeat(5_000)),
  },
];

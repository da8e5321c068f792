import { edited, entry, settings, type BadCase } from '../bad-case';
import type { Workspace } from '../workspace';

const valid =
  'maintenance:\n  - { from: 2026-12-05T22:00, to: 2026-12-06T02:00, zone: Europe/Berlin, models: [churn], why: database move }\n';

/** A valid window with a mistake in it. */
const window =
  (from: string, to: string) =>
  (workspace: Workspace): void => {
    if (valid.split(from).length !== 2) throw new Error(`the window has "${from}" not exactly once`);
    edited(settings, 'owner: platform\n', `owner: platform\n${valid.replace(from, to)}`)(workspace);
  };

/** What a file can say wrongly of planned work. */
export const maintenance: readonly BadCase[] = [
  {
    file: 'maintenance-reversed',
    mistake: 'maintenance that ends before it begins',
    spoil: window('to: 2026-12-06', 'to: 2026-12-05'),
  },
  {
    file: 'maintenance-empty',
    mistake: 'maintenance without length',
    spoil: window('2026-12-06T02:00', '2026-12-05T22:00'),
  },
  {
    file: 'maintenance-long',
    mistake: 'maintenance of more than two weeks',
    spoil: window('2026-12-06T02:00', '2026-12-19T22:01'),
  },
  {
    file: 'maintenance-model',
    mistake: 'maintenance of a model with a letter missing',
    spoil: window('churn', 'chrn'),
  },
  {
    file: 'maintenance-model-unlike',
    mistake: 'maintenance of a model that is like no other',
    spoil: window('[churn]', '[churn, forecast-of-demand]'),
  },
  {
    file: 'maintenance-model-twice',
    mistake: 'maintenance of a model twice',
    spoil: window('[churn]', '[churn, churn]'),
  },
  {
    file: 'maintenance-models-none',
    mistake: 'maintenance of an empty list of models',
    spoil: window('[churn]', '[]'),
  },
  {
    file: 'maintenance-zone',
    mistake: 'maintenance in a zone that is not there',
    spoil: window('Europe/Berlin', 'Europe/Berln'),
  },
  {
    file: 'maintenance-zone-case',
    mistake: 'maintenance in a zone in small letters',
    spoil: window('Europe/Berlin', 'europe/berlin'),
  },
  {
    file: 'maintenance-skipped',
    mistake: 'maintenance that begins when the clock is put forward',
    spoil: window(
      'from: 2026-12-05T22:00, to: 2026-12-06T02:00',
      'from: 2026-03-29T02:30, to: 2026-03-29T05:00',
    ),
  },
  {
    file: 'maintenance-seconds',
    mistake: 'maintenance with seconds and a zone in one',
    spoil: window('2026-12-06T02:00', "'2026-12-06T02:00:00Z'"),
  },
  {
    file: 'maintenance-calendar',
    mistake: 'maintenance on a day that is not in the calendar',
    spoil: window('2026-12-05T22:00', '2026-11-31T22:00'),
  },
  {
    file: 'maintenance-why',
    mistake: 'maintenance without a reason',
    spoil: window(', why: database move', ''),
  },
  {
    file: 'maintenance-group',
    mistake: 'one maintenance window without a list',
    spoil: edited(settings, 'owner: platform\n', 'owner: platform\nmaintenance: { why: database move }\n'),
  },
  {
    file: 'maintenance-broken-entry',
    mistake: 'maintenance of a model whose own entry is wrong is no second mistake',
    spoil: (workspace) => {
      window('churn', 'churn')(workspace);
      workspace.replace(entry('churn'), 'runtime: mlserver', 'runtime: mlservr');
    },
  },
];

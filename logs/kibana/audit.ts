import { by, count, latest, median } from './column';
import { half, whole, type Board } from './dashboard';
import type { Search } from './search';

/** Searches that auditors open beside what the board shows. */
export const auditSearches: readonly Search[] = [
  {
    key: 'subject',
    title: 'Predictions about one person',
    description: 'Replace the star by the pseudonym of the person, which whoever has the key can calculate.',
    query: 'user.hash: *',
    columns: [
      'service.name',
      'service.version',
      'mlobs.prediction.label',
      'event.outcome',
      'http.request.id',
    ],
  },
];

/** Who answered what and when, of models that must answer for their predictions. */
export const auditBoard: Board = {
  key: 'board',
  title: 'Audit records of predictions',
  description: 'Which version of which model answered what, how surely and when.',
  from: 'now-30d',
  narrowedBy: { field: 'service.name', title: 'Model' },
  panels: [
    half({
      kind: 'bars',
      key: 'records',
      title: 'Records by model',
      description: 'Records over time. A gap is a time without predictions, or without logs.',
      query: '',
      split: by('service.name', 'Model', 10, true),
      value: count('Records'),
    }),
    half({
      kind: 'table',
      key: 'versions',
      title: 'Which version answered',
      description: 'Versions of each model, how many predictions they made, and when the last.',
      query: '',
      rows: [by('service.name', 'Model', 20), by('service.version', 'Version', 10)],
      value: count('Records'),
      more: [latest('Last seen')],
    }),
    half({
      kind: 'table',
      key: 'labels',
      title: 'What was answered',
      description: 'The answers of each model, and how sure it was of half of them.',
      query: '',
      rows: [by('service.name', 'Model', 20), by('mlobs.prediction.label', 'Label', 10, true)],
      value: count('Records'),
      more: [median('mlobs.prediction.confidence', 'Confidence (median)')],
    }),
    half({
      kind: 'bars',
      key: 'outcomes',
      title: 'Outcomes',
      description: 'Whether predictions succeeded, of records that say it.',
      query: 'event.outcome: *',
      split: by('event.outcome', 'Outcome', 3),
      value: count('Records'),
    }),
    whole({
      key: 'latest',
      title: 'Latest records',
      description: 'Every record, the latest first.',
      query: '',
      columns: [
        'service.name',
        'service.version',
        'mlobs.prediction.label',
        'mlobs.prediction.confidence',
        'event.outcome',
        'http.request.id',
        'user.hash',
      ],
    }),
  ],
};

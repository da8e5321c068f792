import { by, count, latest } from './column';
import { half, whole, type Board } from './dashboard';

/** What Elasticsearch refused for good: whose it was, where it was to go, and why. */
export const deadLetterBoard: Board = {
  key: 'board',
  title: 'Dead letters',
  description: 'Documents that could not be stored where they belong. An empty board is as it should be.',
  from: 'now-7d',
  narrowedBy: { field: 'service.name', title: 'Model' },
  panels: [
    half({
      kind: 'bars',
      key: 'models',
      title: 'Dead letters by model',
      description: 'Refused documents over time. Those of one model follow a change of what it logs.',
      query: '',
      split: by('service.name', 'Model', 10, true),
      value: count('Documents'),
    }),
    half({
      kind: 'table',
      key: 'streams',
      title: 'Where they were to go',
      description: 'Streams that refused documents, the models of these, and when the last was.',
      query: '',
      rows: [by('mlobs.dead_letter.stream', 'Stream', 20), by('service.name', 'Model', 10)],
      value: count('Documents'),
      more: [latest('Last seen')],
    }),
    whole({
      key: 'latest',
      title: 'Latest dead letters',
      description: 'Why each was refused, the latest first.',
      query: '',
      columns: ['service.name', 'mlobs.dead_letter.stream', 'error.message', 'event.original'],
    }),
  ],
};

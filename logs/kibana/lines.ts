import { by, count, latest, percentile } from './column';
import { half, whole, type Board } from './dashboard';
import type { Search } from './search';

/** Levels, as the pipelines write them, that say that something went wrong. */
const failed = 'log.level: (error or critical)';
const unsure = 'mlobs.prediction.confidence < 0.5';
/** Tags of lines of which something is missing, or that no format fits. */
const damaged = 'tags: (unparsed or withheld or cut or payload_cut)';
const redacted = 'mlobs.pii.redacted: *';

const model = (size: number) => by('service.name', 'Model', size);

const errors: Search = {
  key: 'errors',
  title: 'Errors of models',
  description: 'The latest lines that say that something failed. Narrow it down with service.name: <model>.',
  query: failed,
  columns: [
    'service.name',
    'service.version',
    'error.type',
    'mlobs.error.signature',
    'error.message',
    'message',
    'http.request.id',
  ],
};

/** Searches that people open beside what boards show. */
export const lineSearches: readonly Search[] = [
  {
    key: 'request',
    title: 'One request',
    description: 'Replace the star by the id of the request: all that its model and others wrote about it.',
    query: 'http.request.id: *',
    columns: ['service.name', 'service.version', 'log.level', 'message', 'event.outcome', 'trace.id'],
  },
  {
    key: 'unsure',
    title: 'Predictions of low confidence',
    description: 'Predictions of which the model was less than half sure.',
    query: unsure,
    columns: [
      'service.name',
      'service.version',
      'mlobs.prediction.label',
      'mlobs.prediction.confidence',
      'http.request.id',
    ],
  },
  {
    key: 'damaged',
    title: 'Lines that could not be read',
    description:
      'Lines that do not have the format of their entry, or of which a part was withheld or cut off.',
    query: damaged,
    columns: ['service.name', 'tags', 'message', 'kubernetes.pod.name'],
  },
  {
    key: 'redacted',
    title: 'Lines that were redacted',
    description: 'Lines in which personal data or secrets were found and replaced, with the kinds of these.',
    query: redacted,
    columns: ['service.name', 'mlobs.pii.redacted', 'message', 'kubernetes.pod.name'],
  },
];

/** What models write about themselves and their predictions. */
export const lineBoard: Board = {
  key: 'board',
  title: 'Log lines of models',
  description: 'What models wrote: how much, what failed, what was unsure, and what could not be read.',
  from: 'now-24h',
  narrowedBy: { field: 'service.name', title: 'Model' },
  panels: [
    half({
      kind: 'bars',
      key: 'levels',
      title: 'Lines by level',
      description: 'Lines over time, with a colour for each level.',
      query: '',
      split: by('log.level', 'Level', 6),
      value: count('Lines'),
    }),
    half({
      kind: 'bars',
      key: 'models',
      title: 'Lines by model',
      description: 'The ten models that write most, and all others together.',
      query: '',
      split: by('service.name', 'Model', 10, true),
      value: count('Lines'),
    }),
    half({
      kind: 'table',
      key: 'signatures',
      title: 'Kinds of errors',
      description: 'Which errors which model has, how often, and when last.',
      query: failed,
      rows: [model(20), by('error.type', 'Error', 10)],
      value: count('Lines'),
      more: [latest('Last seen')],
    }),
    half({
      kind: 'lines',
      key: 'latency',
      title: 'Slowest requests, as logged',
      description: 'The time that 95 of 100 requests stay below, in nanoseconds; of lines that say one.',
      query: 'event.duration: *',
      split: by('service.name', 'Model', 10),
      value: percentile('event.duration', 'Duration (ns)', 95),
    }),
    half({
      kind: 'table',
      key: 'unsure-models',
      title: 'Predictions of low confidence',
      description: 'Models with predictions of which they were less than half sure, and what they said.',
      query: unsure,
      rows: [model(20), by('mlobs.prediction.label', 'Label', 5)],
      value: count('Predictions'),
      more: [latest('Last seen')],
    }),
    half({
      kind: 'table',
      key: 'care',
      title: 'Lines that could not be read, or were redacted',
      description:
        'What happened to lines on their way: a format that does not fit, a part that was withheld or cut off.',
      query: `${damaged} or ${redacted}`,
      rows: [model(20), by('tags', 'What happened', 5)],
      value: count('Lines'),
      more: [latest('Last seen')],
    }),
    whole(errors),
  ],
};

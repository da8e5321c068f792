import type { Environment } from '../../environments';
import { filebeatConfiguration, logstashFolders, pipelinesFor, routesFile } from '../../logs';
import { pluginsOf } from '../../logs/pipeline';
import { programsFor } from '../../logs/pipelines';
import { days } from '../../models/duration';
import { selectorLabels } from '../../models/log-key';
import { environmentNamed, withLinesApart, withLogs, withSibling } from './environments';
import { changedRoutes } from './routes-of';
import { runPipeline, runPipelines, type Event } from './run-pipeline';
import { json, labelsOf, printedPrograms, shipped, store, surroundings } from './ship';

const prod = environmentNamed('prod');
const own = withLogs(prod, 'fraud-scorer', { isolation: 'dedicated', retention: days(90) });

test("a model's lines go to a stream of their own, and those of all others to the shared one", () => {
  const [written, ...more] = store('hello', own);
  expect(more).toEqual([]);
  expect(written).toMatchObject({
    stream: 'logs-ml.inference.fraud_scorer.90d-prod',
    document: {
      message: 'hello',
      service: { name: 'fraud-scorer' },
      event: { dataset: 'ml.inference.fraud_scorer.90d' },
      data_stream: { type: 'logs', dataset: 'ml.inference.fraud_scorer.90d', namespace: 'prod' },
    },
  });
  const other = store('hello', own, { labels: labelsOf('churn-classifier') });
  expect(other.map(({ stream }) => stream)).toEqual(['logs-ml.inference-prod']);
});

test("without a retention of its own it is the environment's", () => {
  const usual = withLogs(prod, 'fraud-scorer', { isolation: 'dedicated' });
  expect(store('m', usual).map(({ stream }) => stream)).toEqual(['logs-ml.inference.fraud_scorer.30d-prod']);
});

test('a model that gets a stream of its own changes one row, and nothing reloads or restarts', () => {
  expect(changedRoutes(prod, own)).toEqual({
    'serving/app.kubernetes.io/name=fraud-scorer': {
      service: 'fraud-scorer',
      dataset: 'ml.inference.fraud_scorer.90d',
      format: 'json',
    },
  });
  expect(pipelinesFor(own)).toEqual(pipelinesFor(prod));
  expect(filebeatConfiguration(own)).toEqual(filebeatConfiguration(prod));
});

const claims: readonly (readonly [string, Event])[] = [
  ['a dataset', { data_stream: { dataset: 'ml.audit' } }],
  ['a type and an environment', { data_stream: { type: 'metrics', namespace: 'dev' } }],
  ['a stream as text', { data_stream: 'logs-ml.audit-prod' }],
  ['a model', { service: { name: 'churn-classifier' } }],
  ['what pipelines tell each other', { '@metadata': { audit: 'true', key: 'x', line: 'x' } }],
  ['an index', { _index: 'logs-ml.audit-prod', index: 'logs-ml.audit-prod' }],
];

test.each(claims)('a line that names %s goes where its model goes', (_name, claim) => {
  for (const environment of [prod, own]) {
    const expected = store('hello', environment).map(({ stream }) => stream);
    for (const written of [
      store(json({ message: 'm', label: 'fraud', ...claim }), environment),
      store('hello', environment, { extra: claim }),
    ])
      expect(written.map(({ stream }) => stream)).toEqual(expected);
  }
});

const straightTo = (pipeline: string, claim: Event, environment: Environment): readonly string[] =>
  runPipelines(
    printedPrograms(environment),
    pipeline,
    { ...shipped('m'), service: { name: 'fraud-scorer' }, ...claim },
    surroundings(environment),
  ).map(({ stream }) => stream);

test.each([
  ['inference', 'logs-ml.inference-prod'],
  ['audit', 'logs-ml.audit-prod'],
])('the pipeline %s writes to %s even if a document with another stream came to it', (pipeline, stream) => {
  for (const claim of [
    { data_stream: { type: 'metrics', dataset: 'ml.audit', namespace: 'dev' } },
    { data_stream: { dataset: 'ml.inference.churn_classifier.30d' } },
    { '@metadata': { dataset: 'ml.audit' }, event: { dataset: 'ml.audit' } },
  ])
    expect(straightTo(pipeline, claim, own)).toEqual([stream]);
});

test('a line that was queued before its model gave up its stream goes where it was meant to go', () => {
  const claim = { data_stream: { dataset: 'ml.inference.fraud_scorer.90d' } };
  expect(straightTo('dedicated', claim, prod)).toEqual(['logs-ml.inference.fraud_scorer.90d-prod']);
});

describe('each pipeline that looks something up reads the dictionary at a moment of its own', () => {
  const closed = withLinesApart(prod, 'risk');
  const more = withSibling(closed, 'churn-classifier', 'churn-next');
  const without: Environment = { ...more, models: more.models.filter(({ team }) => team !== 'risk') };
  const pod = { labels: labelsOf('churn-next') };

  /** What becomes of a line where the pipelines read these dictionaries, in any mixture. */
  const mixed = (states: readonly Environment[]) =>
    states.flatMap((first) =>
      states.flatMap((second) => {
        const programs = printedPrograms(more);
        const intake = programs.get('intake');
        if (intake === undefined) throw new Error('no intake');
        const outcome = runPipeline(intake, shipped('hello', pod), surroundings(first));
        const written = outcome.sentTo.flatMap((next) =>
          runPipelines(programs, next, outcome.event ?? {}, surroundings(second)),
        );
        return [{ lost: outcome.sent.map(({ text }) => text), streams: written.map(({ stream }) => stream) }];
      }),
    );
  const apart = { lost: [], streams: ['logs-ml.team.risk.30d-prod'] };
  const unknown = {
    lost: ['mlobs_log_lines_dropped_total:1|c|#service:-,reason:unmapped'],
    streams: [],
  };

  test('a new model of a team whose lines are apart is not known, and counted, or has its stream', () => {
    expect(mixed([closed, more])).toEqual([unknown, unknown, apart, apart]);
  });

  test('what is queued of models that have gone goes to the stream of their team', () => {
    expect(mixed([more, without])).toEqual([apart, apart, unknown, unknown]);
  });

  test('of the row only that the line is recorded goes on, because queues write metadata down', () => {
    const asked = withLogs(more, 'churn-next', { audit: true, payloadSample: 1 });
    const intake = printedPrograms(asked).get('intake');
    if (intake === undefined) throw new Error('no intake');
    const { event } = runPipeline(intake, shipped('{"label":"x"}', pod), surroundings(asked));
    const { route, key } = event?.['@metadata'] as Event;
    expect({ route, key }).toEqual({ route: { audited: 'true' }, key: undefined });
  });

  test('only the first does, once for each set of labels, in one file', () => {
    const looking = [...programsFor(more)].map(([id, { filter }]) => [
      id,
      pluginsOf(filter).flatMap(({ plugin, options }) =>
        plugin === 'translate' ? [options['dictionary_path']] : [],
      ),
    ]);
    const labels = new Set(more.models.map((model) => selectorLabels(model).join(',')));
    expect(looking.filter(([, paths]) => paths?.length !== 0)).toEqual([
      ['intake', [...labels].map(() => `${logstashFolders.routes}/${routesFile}`)],
    ]);
  });
});

test('a server that several models share has one stream, named after the first of them', () => {
  const shared = { namespace: 'vision', selector: { app: 'triton-shared' } };
  const both = withSibling(prod, 'image-tagger', 'image-captioner', shared);
  const asked = ['image-tagger', 'image-captioner'].reduce(
    (environment, name) => withLogs(environment, name, { isolation: 'dedicated' }),
    both,
  );
  const written = store('loaded', asked, { namespace: 'vision', labels: { app: 'triton-shared' } });
  expect(written).toHaveLength(1);
  expect(written[0]?.stream).toBe('logs-ml.inference.image_tagger.30d-prod');
});

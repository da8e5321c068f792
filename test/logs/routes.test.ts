import type { Environment } from '../../environments';
import { filebeatConfiguration, logRoutes, pipelinesFor, routesFile } from '../../logs';
import { logKey, logKeyProblems } from '../../models/log-key';
import { environmentNamed, environments, modelNamed, usualLogs, withSibling } from './environments';
import { changedRoutes, routesOf } from './routes-of';

const dev = environmentNamed('dev');
const shared = { namespace: 'vision', selector: { app: 'triton-shared' } };

test('a key names the namespace and every label of the selector, in one order', () => {
  const pods = { namespace: 'serving', selector: { component: 'ranker', app: 'offers' } };
  expect(logKey(pods)).toBe('serving/app=offers,component=ranker');
});

test.each(environments.map((environment) => [environment.name, environment] as const))(
  'the dictionary of %s maps each key to its model',
  (_name, environment) => {
    const rows = routesOf(environment);
    expect(Object.entries(rows)).toHaveLength(environment.models.length);
    for (const model of environment.models) expect(rows[logKey(model)]?.service).toBe(model.name);
  },
);

test('names that YAML would take for something else stay texts', () => {
  const odd = withSibling(withSibling(dev, 'fraud-scorer', 'true'), 'support-assistant', 'null');
  expect(routesOf(odd)).toMatchObject({
    'serving/app.kubernetes.io/name=true': { service: 'true', format: 'json' },
    'serving/app.kubernetes.io/name=null': { service: 'null', format: 'vllm' },
  });
});

const restarting = (environment: Environment): unknown => filebeatConfiguration(environment);
const reloading = (environment: Environment): unknown => pipelinesFor(environment);

test('one more model is one line more, and changes neither a pipeline nor Filebeat', () => {
  const more = withSibling(dev, 'sentiment', 'sentiment-b');
  const [before, after] = [dev, more].map((environment) => logRoutes(environment)[routesFile].split('\n'));
  expect(after?.filter((line) => !before?.includes(line))).toEqual([
    `'serving/app.kubernetes.io/name=sentiment-b': '{"service":"sentiment-b","dataset":"ml.inference","format":"json"}'`,
  ]);
  expect(before?.filter((line) => !after?.includes(line))).toEqual([]);
  expect(reloading(more)).toEqual(reloading(dev));
  expect(restarting(more)).toEqual(restarting(dev));
});

test('one more model of another format is one row', () => {
  const more = withSibling(dev, 'support-assistant', 'second-assistant');
  expect(changedRoutes(dev, more)).toEqual({
    'serving/app.kubernetes.io/name=second-assistant': expect.objectContaining({ format: 'vllm' }) as unknown,
  });
  expect(reloading(more)).toEqual(reloading(dev));
  expect(restarting(more)).toEqual(restarting(dev));
});

test('an entry that lists standard fields again changes nothing', () => {
  const logs = { ...usualLogs, fields: ['user_id', 'level', 'latency_ns'] };
  expect(reloading(withSibling(dev, 'sentiment', 'sentiment-b', { logs }))).toEqual(reloading(dev));
});

test('only a new namespace changes Filebeat', () => {
  const elsewhere = withSibling(dev, 'sentiment', 'sentiment-b', { namespace: 'reviews' });
  expect(JSON.stringify(restarting(elsewhere))).toContain('*_reviews_*.log');
  expect(reloading(elsewhere)).toEqual(reloading(dev));
  const fields = { ...usualLogs, fields: ['stars'] };
  const reading = withSibling(dev, 'sentiment', 'sentiment-b', { logs: fields, selector: { role: 'b' } });
  expect(restarting(reading)).toEqual(restarting(dev));
});

test.each(environments.map((environment) => [environment.name, environment] as const))(
  'the log lines of every model of %s can be told apart',
  (_name, { models }) => {
    expect(logKeyProblems(models)).toEqual([]);
  },
);

test('two models on the same pods are reported, and are never routed', () => {
  const clash = withSibling(dev, 'sentiment', 'twin', { selector: modelNamed(dev, 'sentiment').selector });
  expect(logKeyProblems(clash.models)).toEqual([
    {
      model: 'twin',
      path: ['serving', 'selector'],
      message:
        'the pods of this model (serving/app.kubernetes.io/name=sentiment) are also those of "sentiment", so their log lines cannot be told apart; select on a label that differs',
    },
  ]);
  expect(() => logRoutes(clash)).toThrow('twin: the pods of this model');
});

test('two batch models on the same pods are reported, although their metrics share a gateway', () => {
  const selector = modelNamed(dev, 'nightly-scoring').selector;
  const clash = withSibling(dev, 'nightly-scoring', 'weekly-scoring', { selector });
  expect(logKeyProblems(clash.models).map(({ model }) => model)).toEqual(['weekly-scoring']);
});

test('models that share a server by name may share its pods, if their lines are read alike', () => {
  const both = withSibling(dev, 'image-tagger', 'image-captioner', shared);
  expect(logKeyProblems(both.models)).toEqual([]);
  const logs = usualLogs;
  const unlike = withSibling(dev, 'image-tagger', 'image-captioner', { ...shared, logs });
  expect(logKeyProblems(unlike.models)).toMatchObject([{ model: 'image-captioner', path: ['logs'] }]);
});

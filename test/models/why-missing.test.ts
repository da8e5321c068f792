import { join } from 'node:path';
import { loadEnvironments } from '../../environments';
import type { Model } from '../../models/model';
import { runtimes } from '../../models/runtimes';
import { signalNames, type SignalName } from '../../models/signals';
import { whyMissing } from '../../models/why-missing';
import { projectRoot } from '../../scripts/project-root';

const models = ['environments', 'test/fixtures/company']
  .flatMap((folder) => loadEnvironments(join(projectRoot, folder)))
  .flatMap((environment) => environment.models);

const named = (name: string, change: Partial<Model> = {}): Model => {
  const found = models.find((model) => model.name === name);
  if (found === undefined) throw new Error(`no model ${name}`);
  return { ...found, ...change };
};

const without = (model: Model, ...missing: readonly SignalName[]): Model => ({
  ...model,
  signals: model.signals.filter((signal) => !missing.includes(signal)),
});

it('gives a reason for every signal that is not observed, and for no other', () => {
  for (const model of models) {
    const silent = signalNames.filter((signal) => whyMissing(model, signal) !== undefined);
    expect(silent).toEqual(signalNames.filter((signal) => !model.signals.includes(signal)));
  }
});

it('says that a model of the kind has no such thing', () => {
  expect(whyMissing(named('fraud-scorer'), 'batchRows')).toBe('models of kind online have none');
});

it('names the server that does not tell', () => {
  expect(whyMissing(named('image-tagger'), 'queueWait')).toBe('NVIDIA Triton Inference Server does not tell');
});

it('says that a shared server does not tell of whom its series are', () => {
  const [server, ...others] = named('churn-classifier').sources;
  if (server === undefined) throw new Error('a model without a source');
  const shared = named('churn-classifier', { sources: [{ ...server, served: 'churn' }, ...others] });
  const [signal] = runtimes.mlserver.perServer;
  if (signal === undefined) throw new Error('MLServer tells everything by model');
  expect(whyMissing(without(shared, signal), signal)).toBe(
    'the server does not say which of its models it means',
  );
});

it('leads to the names of metrics where the entry gives its own', () => {
  const [server, ...others] = named('fraud-scorer').sources;
  if (server === undefined) throw new Error('a model without a source');
  const renamed = [{ from: 'requests_made', to: 'ml_predictions_total', histogram: false }];
  const model = named('fraud-scorer', { sources: [{ ...server, renamed }, ...others] });
  expect(whyMissing(without(model, 'inflight'), 'inflight')).toBe(
    'not among the metrics that the entry names; see serving.metrics in the entry',
  );
});

it('tells what nobody asked for from what nobody could answer', () => {
  expect(whyMissing(named('fraud-scorer'), 'confidence')).toBe('not asked for; see quality in the entry');
  expect(whyMissing(named('image-tagger'), 'accuracy')).toBe(
    'NVIDIA Triton Inference Server does not tell; see quality.from in the entry',
  );
  // The job that judges it could tell more than it is asked for.
  expect(whyMissing(named('churn-classifier'), 'confidence')).toBe('not asked for; see quality in the entry');
  expect(whyMissing(named('fraud-scorer'), 'business')).toBe('not asked for; see business in the entry');
});

it('says why the cluster cannot tell', () => {
  expect(whyMissing(named('fraud-scorer'), 'probe')).toBe(
    'no address is called; see serving.probe in the entry',
  );
  expect(whyMissing(named('fraud-scorer'), 'gpuBusy')).toBe(
    'the model asks for no GPU; see gpu in the entry',
  );
  expect(whyMissing(named('nightly-scoring'), 'cpu')).toBe(
    'its jobs push to a gateway, and their pods are not known',
  );
  expect(whyMissing(named('image-tagger'), 'gpuMemory')).toBe('its pods serve other models as well');
  expect(whyMissing(named('nightly-scoring'), 'batchStart')).toBe(
    'the CronJob is not known; see batch.cronJob in the entry',
  );
});

it('says of a job that is read from its pods that nothing is pushed', () => {
  const [source] = named('nightly-scoring').sources;
  if (source === undefined) throw new Error('a model without a source');
  const read = named('nightly-scoring', { sources: [{ ...source, gateway: false }] });
  expect(whyMissing(without(read, 'batchPush'), 'batchPush')).toBe(
    'its results are read from pods, and nothing is pushed; see batch.publish in the entry',
  );
});

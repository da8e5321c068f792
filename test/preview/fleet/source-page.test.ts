import { selects, selectorsOf } from '../../../models/feed';
import type { Model, Source } from '../../../models/model';
import { runtimes } from '../../../models/runtimes';
import { feedOnPage, rareSignals } from '../../../preview/fleet/feed-on-page';
import { recordedPages } from '../../../preview/fleet/fixture-pages';
import { shownPage } from '../../../preview/fleet/own-names';
import { samplesOf, type Page } from '../../../preview/fleet/page';
import { isOwn, sourcePage } from '../../../preview/fleet/source-page';
import { company } from '../../rules/company';
import { dev, modelOf } from '../dev';

const pageOf = (model: Model, source: Source): Page =>
  sourcePage(model, source, recordedPages(runtimes[source.runtime]));

const firstPage = (name: string, index = 0): Page => {
  const model = modelOf(name);
  const source = model.sources[index];
  if (source === undefined) throw new Error(`${name} has no such source`);
  return pageOf(model, source);
};

const valuesOf = (page: Page, label: string): readonly string[] => [
  ...new Set(samplesOf(page).flatMap(({ labels }) => labels[label] ?? [])),
];

describe('the page of a source', () => {
  // The company asks for what no model of dev does: of some signals the features stand on one page alone.
  const claims = [...dev.models, ...company().models].flatMap((model) =>
    model.sources.flatMap((source) =>
      source.signals.map((signal) => ({ title: `${source.name} ${signal}`, model, source, signal })),
    ),
  );

  it.each(claims)('has every series that feeds $title', ({ model, source, signal }) => {
    const own = samplesOf(pageOf(model, source)).filter((sample) => isOwn(sample, model, source));
    const feed = feedOnPage(runtimes[source.runtime], signal, own);
    if (feed === undefined) {
      expect(rareSignals).toContain(signal);
      return;
    }
    // Of several counters only the first is there from the start.
    for (const selector of feed.kind === 'rate' ? feed.of.slice(0, 1) : selectorsOf(feed)) {
      const found = own.filter(({ name, labels }) => selects(selector, name, labels));
      expect({ selector, found: found.length > 0 }).toEqual({ selector, found: true });
    }
  });

  it("carries the model's own name where the server tells one", () => {
    expect(valuesOf(firstPage('support-assistant'), 'model_name')).toEqual(['support-assistant']);
    expect(valuesOf(firstPage('sentiment'), 'service_name')).toEqual(['sentiment']);
  });

  it('keeps the other models of a shared server and drops those of a server of its own', () => {
    expect(valuesOf(firstPage('image-tagger'), 'model')).toEqual(['image_tagger_ensemble', 'ocr']);
    expect(valuesOf(firstPage('nightly-scoring'), 'model_name')).toEqual(['nightly-scoring', 'ltv']);
    expect(valuesOf(firstPage('churn-classifier'), 'model')).toEqual(['churn-classifier']);
  });

  it('has one drift flag per feature of the entry', () => {
    const flags = samplesOf(firstPage('offer-ranker')).filter(({ name }) => name === 'drift_detected');
    expect(flags.map(({ labels }) => labels['feature'])).toEqual(['price', 'category', 'age_days', 'stock']);
  });

  it('shows a server with names of its own in those names, and nothing of the contract', () => {
    const model = modelOf('legacy-scorer');
    const [source] = model.sources;
    if (source === undefined) throw new Error('no source');
    const shown = shownPage(pageOf(model, source), source);
    const names = new Set(samplesOf(shown).map(({ name }) => name));
    expect([...names].filter((name) => !/^(process|python)_/.test(name))).toEqual([
      'model_inference_count',
      'model_inference_latency_bucket',
      'model_inference_latency_sum',
      'model_inference_latency_count',
      'model_accuracy',
    ]);
    const values = (name: string, label: string): readonly (string | undefined)[] => [
      ...new Set(
        samplesOf(shown)
          .filter((sample) => sample.name === name)
          .map(({ labels }) => labels[label]),
      ),
    ];
    expect(values('model_inference_count', 'status')).toEqual(['ok', 'failed', 'timeout']);
    expect(values('model_inference_count', 'mlobs_failed')).toEqual([undefined]);
    expect(values('model_inference_latency_bucket', 'le')).toEqual([
      '0.1',
      '0.25',
      '0.5',
      '1',
      '2.5',
      '+Inf',
    ]);
  });

  it('answers no requests where only quality is published', () => {
    const names = samplesOf(firstPage('churn-classifier', 1)).map(({ name }) => name);
    expect(names).toContain('ml_model_accuracy');
    expect(names).toContain('drift_detected');
    expect(names).not.toContain('ml_predictions_total');
  });

  it('never has a series twice', () => {
    for (const model of dev.models) {
      for (const source of model.sources) {
        const series = samplesOf(pageOf(model, source)).map(
          ({ name, labels }) => name + JSON.stringify(labels),
        );
        expect(new Set(series).size).toBe(series.length);
      }
    }
  });
});

import { selects, series, type Selector } from '../../../models/feed';
import { runtimes } from '../../../models/runtimes';
import { recordedPages } from '../../../preview/fleet/fixture-pages';
import { livingPage } from '../../../preview/fleet/living-page';
import { parsePage, samplesOf, type Sample } from '../../../preview/fleet/page';
import { sourcePage } from '../../../preview/fleet/source-page';
import { modelOf } from '../../models/replay-scenes';

const model = modelOf({
  name: 'strict',
  runtime: 'custom',
  kind: 'llm',
  quality: {
    accuracy: { floor: 0.99, every: '1d' },
    segments: { floor: 0.97 },
    drift: { features: ['tenure', 'price'], test: 'js', limit: 0.01 },
    data: { freshness: '1h', missing: '0.01%', outliers: '0.01%', volume: '900/s' },
    confidence: { low: 0.5, share: '1%' },
    answers: { floor: 0.99 },
    refusals: { ceiling: '0.1%' },
    feedback: { floor: '99.5%' },
  },
  business: {
    orders: { metric: 'shop_orders_total', floor: '40/s', ceiling: '60/s' },
    blocked: { metric: 'shop_blocked_total', per: 'shop_seen_total', ceiling: '2%' },
    basket: { metric: 'shop_basket_euros', kind: 'gauge', floor: 30 },
  },
});
const now = 1_800_000_000;

/** What the page of a healthy server grows by in ten minutes, or shows at their end. */
const told = (() => {
  const [source] = model.sources;
  if (source === undefined) throw new Error('no source');
  const living = livingPage(sourcePage(model, source, recordedPages(runtimes.custom)), model, source);
  const look = (): readonly Sample[] => samplesOf(parsePage(living.print()));
  const total = (samples: readonly Sample[], one: Selector): number =>
    samples
      .filter(({ name, labels }) => selects(one, name, labels))
      .reduce((sum, { value }) => sum + value, 0);
  const before = look();
  for (let second = 1; second <= 600; second++) living.advance(1, now - 600 + second, living.healthy);
  const after = look();
  return {
    growth: (metric: string, where = {}): number =>
      total(after, series(metric, where)) - total(before, series(metric, where)),
    values: (metric: string): readonly number[] =>
      after.filter(({ name }) => name === metric).map(({ value }) => value),
    labels: (metric: string, label: string): readonly (string | undefined)[] => [
      ...new Set(after.filter(({ name }) => name === metric).map(({ labels }) => labels[label])),
    ],
  };
})();

describe('a healthy simulated model keeps what its entry asks', () => {
  it('in scores that have a floor', () => {
    expect(Math.min(...told.values('ml_model_accuracy'))).toBeGreaterThan(0.99);
    expect(Math.min(...told.values('ml_model_segment_accuracy'))).toBeGreaterThan(0.97);
    expect(Math.min(...told.values('ml_answer_quality_ratio'))).toBeGreaterThan(0.99);
  });

  it('in the scores of the test and for the features that it names', () => {
    expect(told.labels('ml_feature_drift_score', 'feature')).toEqual(['tenure', 'price']);
    expect(told.labels('ml_feature_drift_score', 'method')).toContain('js');
    expect(Math.max(...told.values('ml_feature_drift_score'))).toBeLessThan(0.01);
    expect(Math.max(...told.values('ml_segment_drift_detected'))).toBe(0);
  });

  it('in times of what ran or came last', () => {
    for (const metric of [
      'ml_model_evaluation_timestamp_seconds',
      'ml_drift_last_run_timestamp_seconds',
      'ml_data_last_ingested_timestamp_seconds',
    ]) {
      expect(Math.min(...told.values(metric))).toBeGreaterThan(now - 60);
      expect(Math.max(...told.values(metric))).toBeLessThanOrEqual(now);
    }
  });

  it.each(['tenure', 'price'])(
    'in the values of the feature %s that are missing or out of range',
    (feature) => {
      const values = told.growth('ml_feature_values_total', { feature });
      expect(values).toBeGreaterThan(0);
      expect(told.growth('ml_feature_missing_total', { feature }) / values).toBeLessThanOrEqual(0.0001);
      expect(told.growth('ml_feature_outliers_total', { feature }) / values).toBeLessThanOrEqual(0.0001);
    },
  );

  it('in shares of answers and predictions', () => {
    const answers = told.growth('ml_answers_total');
    expect(told.growth('ml_answers_total', { outcome: 'refused|filtered' }) / answers).toBeLessThan(0.001);
    const right = told.growth('ml_feedback_total', { verdict: 'correct|positive' });
    const wrong = told.growth('ml_feedback_total', { verdict: 'incorrect|negative' });
    expect(right / (right + wrong)).toBeGreaterThan(0.995);
    const sure = told.growth('ml_prediction_confidence_ratio_count');
    expect(told.growth('ml_prediction_confidence_ratio_bucket', { le: '0.5' }) / sure).toBeLessThan(0.01);
    expect(told.growth('ml_prediction_confidence_ratio_bucket', { le: '[+]Inf' })).toBeCloseTo(sure, -1);
  });

  it('in amounts of data and in what the business counts', () => {
    expect(told.growth('ml_data_rows_total') / 600).toBeGreaterThan(900);
    expect(told.growth('shop_orders_total') / 600).toBeGreaterThan(40);
    expect(told.growth('shop_orders_total') / 600).toBeLessThan(60);
    expect(told.growth('shop_blocked_total') / told.growth('shop_seen_total')).toBeCloseTo(0.01, 3);
    expect(told.values('shop_basket_euros')).toEqual([60]);
  });
});
